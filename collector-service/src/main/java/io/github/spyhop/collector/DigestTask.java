package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.normalise.DigestCheckpoint;
import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestLatencies;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.normalise.LatencyComparison;
import io.github.spyhop.collector.normalise.Regression;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.perfschema.DigestReader;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.HistogramReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what each digest counted since the reading before. */
final class DigestTask implements WatchTask {

    /** Now and then every row is read, should a server's clock have been set back. */
    private static final Duration WHOLE_EVERY = Duration.ofHours(1);

    private final Watched watched;
    private final Services services;
    private final SampleTask samples;
    private final CollectorConfig.Digests config;
    private @Nullable DigestReader reader;
    private final HistogramReader histograms;
    private Instant wholeAt = Instant.EPOCH;

    DigestTask(Watched watched, Services services, SampleTask samples) {
        this.watched = watched;
        this.services = services;
        this.samples = samples;
        this.config = services.config().digests();
        this.histograms = new HistogramReader(config.interval());
    }

    @Override
    public String name() {
        return "digests";
    }

    @Override
    public Duration interval() {
        return config.interval();
    }

    @Override
    public void run() {
        if (!watched.facts().performanceSchema()) {
            throw new ServerFault(
                    ServerFault.Kind.STATEMENT_REFUSED,
                    0,
                    "performance_schema is off: no digests, plans of samples, locks of metadata, waits;"
                            + " running statements are read from the process list",
                    "Start the server with performance_schema=ON.");
        }
        DigestReader columns = reader;
        if (columns == null) {
            columns = DigestReader.of(watched.link(), config.rowsMax());
            reader = columns;
        }
        Instant now = Instant.now();
        boolean whole = wholeAt.plus(WHOLE_EVERY).isBefore(now);
        Optional<DigestCheckpoint> before = watched.book().digests();
        Instant since = whole ? null : before.map(DigestCheckpoint::polledAt).orElse(null);
        Reading reading = columns.read(watched.link(), since);
        Function<DigestRow, @Nullable Known> known =
                services.digests().known(watched.instance(), reading);
        DigestWindow window = DigestWindow.of(reading, before.orElse(null), known);
        DigestLatencies latencies = latenciesOf(window, known);
        services.digests().write(watched.instance(), watched.book(), window, latencies, known);
        compare(window, known);
        if (whole) {
            wholeAt = now;
        }
    }

    private void compare(DigestWindow window, Function<DigestRow, @Nullable Known> known) {
        String instance = watched.instance();
        List<Regression> regressions =
                LatencyComparison.of(
                        window, services.digests().weeksBefore(instance, window), known);
        samples.lookAt(regressions);
        for (Regression regression : regressions) {
            services.alerts().observe(instance, new Fact.Latency(regression));
        }
    }

    private DigestLatencies latenciesOf(
            DigestWindow window, Function<DigestRow, @Nullable Known> known) {
        List<Family> costliest = window.costliest(histograms.size());
        List<DigestRow> rows = costliest.stream().map(Family::row).toList();
        return DigestLatencies.of(costliest, histograms.read(watched.link(), rows), known);
    }
}
