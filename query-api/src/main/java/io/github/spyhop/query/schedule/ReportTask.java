package io.github.spyhop.query.schedule;

import com.mongodb.MongoException;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.WireAddresses;
import io.github.spyhop.query.report.Advice;
import io.github.spyhop.query.report.MakeReport;
import io.github.spyhop.query.report.Report;
import io.github.spyhop.query.report.ReportFormat;
import io.github.spyhop.query.report.ReportText;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Makes what is due, and tells of it, until it is done. */
@ApplicationScoped
class ReportTask {

    private static final Logger LOGGER = Logger.getLogger(ReportTask.class);
    private static final int HIGHLIGHTS = 3;
    private static final int HIGHLIGHT_LENGTH_MAX = 200;

    /** A document of MongoDB has 16 MiB at most. */
    private static final int FILES_BYTES_MAX = 12 << 20;

    private final ScheduleConfig config;
    private final DueReports dueReports;
    private final ReportBook book;
    private final MakeReport reports;
    private final ReportText text;
    private final Instances instances;
    private final WireAddresses addresses;
    private final ReportChannels channels;
    private final Clock clock = Clock.systemUTC();

    ReportTask(
            ScheduleConfig config,
            DueReports dueReports,
            ReportBook book,
            MakeReport reports,
            ReportText text,
            Instances instances,
            WireAddresses addresses,
            ReportChannels channels) {
        this.config = config;
        this.dueReports = dueReports;
        this.book = book;
        this.reports = reports;
        this.text = text;
        this.instances = instances;
        this.addresses = addresses;
        this.channels = channels;
    }

    /** Refuses a wrong setting at the start, and not first when a month is over. */
    void check(@Observes StartupEvent started) {
        if (config.enabled()) {
            dueReports.at(clock.instant());
            if (!channels.names().isEmpty() && config.publicUrl().isEmpty()) {
                throw new IllegalArgumentException(
                        "spyhop.reports.public-url is not set: %s cannot be told where reports are"
                                .formatted(channels.names()));
            }
        }
    }

    @Scheduled(
            every = "${spyhop.reports.every:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void turn() {
        if (!config.enabled()) {
            return;
        }
        try {
            run(clock.instant());
        } catch (MongoException storeAway) {
            LOGGER.warnf("No reports are made now: %s", storeAway.getMessage());
        }
    }

    void run(Instant now) {
        for (DueReport due : dueReports.at(now)) {
            if (book.take(due, config.timeZone(), now)) {
                make(due, now);
            }
        }
        config.publicUrl().ifPresent(url -> tell(url, now));
    }

    private void make(DueReport due, Instant now) {
        try {
            Optional<InstanceDocument> instance = due.instance().map(this::named);
            Report report =
                    reports.make(addresses.scope(due.range(), instance), Optional.of(due.before()));
            book.keep(due, made(report, now));
            LOGGER.infof("The report %s was made", due.id());
        } catch (RuntimeException failure) {
            LOGGER.warnf(failure, "The report %s could not be made", due.id());
            book.failed(due, String.valueOf(failure.getMessage()));
        }
    }

    private InstanceDocument named(String name) {
        return instances
                .named(name)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "spyhop.reports.instances names %s, which is not registered"
                                        .formatted(name)));
    }

    private ReportBook.Made made(Report report, Instant now) {
        Map<ReportFormat, String> files = new EnumMap<>(ReportFormat.class);
        List<ReportFormat> leftOut = new ArrayList<>();
        long bytes = 0;
        for (ReportFormat format : new TreeSet<>(config.formats()).descendingSet()) {
            String file = text.of(report, format, config.timeZone());
            long size = file.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > FILES_BYTES_MAX) {
                leftOut.add(format);
            } else {
                bytes += size;
                files.put(format, file);
            }
        }
        List<String> highlights =
                report.advice().stream().limit(HIGHLIGHTS).map(ReportTask::highlight).toList();
        return new ReportBook.Made(
                now, files, leftOut, report.advice().size(), highlights, channels.names());
    }

    private static String highlight(Advice advice) {
        String finding = advice.finding();
        return finding.length() <= HIGHLIGHT_LENGTH_MAX
                ? finding
                : finding.substring(0, HIGHLIGHT_LENGTH_MAX) + "…";
    }

    private void tell(URI publicUrl, Instant now) {
        Optional<StoredReport> untold = book.takeUntold(now);
        while (untold.isPresent()) {
            StoredReport report = untold.get();
            for (String channel : report.undelivered()) {
                channels.send(channel, ReportMessage.of(report, publicUrl))
                        .ifPresentOrElse(
                                error -> {
                                    LOGGER.warnf(
                                            "%s was not told of the report %s: %s",
                                            channel, report.id(), error);
                                    book.notTold(report.id(), channel, error);
                                },
                                () -> book.told(report.id(), channel));
            }
            untold = book.takeUntold(now);
        }
    }
}
