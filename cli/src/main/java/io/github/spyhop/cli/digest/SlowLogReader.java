package io.github.spyhop.cli.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.model.slowlog.SlowLogEntry;
import io.github.spyhop.model.slowlog.SlowLogLines;
import io.github.spyhop.model.slowlog.SlowLogParser;
import io.github.spyhop.model.slowlog.SlowLogTally;
import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.Redaction;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.digest.Reading;
import io.github.spyhop.probe.digest.StatementNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the statements of slow logs by family. */
final class SlowLogReader {

    private static final int FAMILIES_MAX = 200_000;
    private static final int SENDERS_MAX = 200_000;
    private static final int SAMPLE_CHARS_MAX = 16_384;
    private static final long LINES_PER_UPDATE = 1 << 17;

    private final DigestRequest request;
    private final Progress progress;
    private final StatementNames names;
    private final Redaction samples =
            new Redaction(DigestOptions.DEFAULT, Redaction.Literals.SHOWN);
    private final Map<Dialect, Reading> readings = new HashMap<>();
    private final Map<DigestReport.Key, FamilyReport> families = new HashMap<>();
    private final Set<Sender> senders = new HashSet<>();
    private final Map<String, Long> commands = new HashMap<>();
    private final List<String> cutFiles = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long within;
    private long entries;
    private long cut;
    private long withoutTime;
    private long withoutErrorNumber;
    private long folded;
    private long lines;

    /** Who sent statements of a family. */
    private record Sender(FamilyReport family, String user, String client) {}

    SlowLogReader(DigestRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.names = new StatementNames(request.digestLengthMax(), DigestOptions.FAMILIES_DEFAULT);
    }

    /**
     * Reads files; one that is damaged, up to there.
     *
     * @throws IOException if one cannot be read
     */
    DigestReport read(List<InputFile> files) throws IOException {
        for (InputFile file : files) {
            read(file);
        }
        Instant from = later(first, request.from());
        return new DigestReport(
                new DigestReport.Source(InputFile.names(files), cutFiles, from, last, within),
                request.filter().ofErrors(families.values()),
                new Coverage.OfSlowLogs(
                        entries,
                        entries - within,
                        cut,
                        withoutTime,
                        withoutErrorNumber,
                        folded,
                        commands));
    }

    private void read(InputFile file) throws IOException {
        SlowLogParser parser = new SlowLogParser(this::add);
        SlowLogLines content = new SlowLogLines(file.content());
        for (String line = content.next(); line != null; line = content.next()) {
            parser.line(line);
            if (++lines % LINES_PER_UPDATE == 0) {
                progress.update("%,d entries read".formatted(entries));
            }
        }
        parser.end();
        SlowLogTally tally = parser.tally();
        cut += tally.cut();
        withoutErrorNumber += tally.withoutErrorNumber();
        tally.administratorCommands()
                .forEach((name, times) -> commands.merge(name, times, Long::sum));
        if (file.isDamaged() || tally.cut() > 0) {
            cutFiles.add(file.name());
        }
    }

    private void add(SlowLogEntry entry) {
        entries++;
        Instant end = entry.endedAt();
        if (end == null) {
            withoutTime++;
        }
        if (!isWithin(end)) {
            return;
        }
        within++;
        first = earlier(first, entry.startedAt());
        last = later(last, end);
        Reading reading = readings.computeIfAbsent(entry.dialect(), Reading.DEFAULT::withDialect);
        byte[] sql = entry.sql().getBytes(UTF_8);
        Family family = names.name(reading, sql, 0, sql.length);
        String schema = entry.schema();
        FamilyReport report = families.get(new DigestReport.Key(schema, family.id()));
        if (report == null) {
            report = room(family, schema);
        }
        String user = entry.user().isEmpty() ? null : entry.user();
        if (!request.filter().keeps(report, user, entry.client())) {
            return;
        }
        families.putIfAbsent(report.key(), report);
        report.add(entry);
        addSender(report, entry);
        if (request.showSamples() && report.isSlowest(entry.latencyMicros())) {
            report.slowest = sample(entry);
        }
    }

    /** A new family; where there are too many, that which stands for all others. */
    private FamilyReport room(Family family, @Nullable String schema) {
        if (families.size() < FAMILIES_MAX) {
            return new FamilyReport(family, schema);
        }
        FamilyReport others = new FamilyReport(Family.FOLDED, null);
        return families.getOrDefault(others.key(), others);
    }

    private void addSender(FamilyReport report, SlowLogEntry entry) {
        Sender sender = new Sender(report, entry.user(), entry.client());
        if (senders.size() >= SENDERS_MAX && !senders.contains(sender)) {
            folded++;
        } else if (senders.add(sender)) {
            if (!entry.user().isEmpty()) {
                report.users.add(entry.user());
            }
            if (!entry.client().isEmpty()) {
                report.clients.add(entry.client());
            }
        }
    }

    private FamilyReport.Sample sample(SlowLogEntry entry) {
        Redaction.Redacted text = samples.redact(entry.sql(), SAMPLE_CHARS_MAX);
        return new FamilyReport.Sample(
                text.text(),
                null,
                text.isCut(),
                entry.startedAt(),
                entry.client(),
                entry.latencyMicros(),
                null);
    }

    /** A statement whose time is not known is in no period that was asked for. */
    private boolean isWithin(@Nullable Instant end) {
        Instant from = request.from();
        Instant to = request.to();
        if (end == null) {
            return from == null && to == null;
        }
        return (from == null || !end.isBefore(from)) && (to == null || end.isBefore(to));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
