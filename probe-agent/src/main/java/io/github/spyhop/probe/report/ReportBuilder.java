package io.github.spyhop.probe.report;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.exchange.ServerTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.types.Binary;

/** Makes the reports of one run of a probe. */
public final class ReportBuilder {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Of a window in which nothing was understood: what was dropped must still be told. */
    private static final String NO_SERVER = "*";

    private final String probe;
    private final String run;
    private long number;

    /**
     * @param probe its name
     * @param run tells this run from earlier ones
     */
    public ReportBuilder(String probe, String run) {
        this.probe = probe;
        this.run = run;
    }

    /** The report of the next window. */
    public WindowReport build(
            WindowTime time, ClosedWindow closed, WireCoverageDocument.Capture capture) {
        number++;
        Map<String, DigestDocument> digests = new LinkedHashMap<>();
        List<WireWindowDocument> statements = new ArrayList<>();
        for (Cell cell : closed.cells()) {
            statements.add(statement(time, cell, statements.size()));
            digests.computeIfAbsent(cell.family().id(), id -> digest(cell.family(), time));
        }
        List<WireCoverageDocument> coverage = new ArrayList<>();
        for (ServerTally server : closed.servers()) {
            coverage.add(coverage(time, server, capture));
        }
        if (coverage.isEmpty()) {
            coverage.add(coverage(time, new ServerTally(NO_SERVER), capture));
        }
        return new WindowReport(
                probe,
                run,
                number,
                time.start(),
                time.seconds(),
                List.copyOf(digests.values()),
                statements,
                coverage,
                capture);
    }

    private WireWindowDocument statement(WindowTime time, Cell cell, int place) {
        return new WireWindowDocument(
                id() + ":" + place,
                probe,
                cell.session().server(),
                cell.session().schema(),
                cell.session().user(),
                cell.session().isTold(),
                cell.session().client(),
                cell.family().id(),
                time.start(),
                time.seconds(),
                cell.count(),
                cell.errors(),
                cell.lost(),
                cell.prepared(),
                cell.rows(),
                cell.rowsAffected(),
                cell.bytes(),
                cell.latencyMicrosSum(),
                cell.latencyMicrosMin(),
                cell.latencyMicrosMax(),
                new Binary(cell.latencies().toBytes()),
                cell.failedLatencyMicrosSum(),
                cell.noIndexCount(),
                cell.noGoodIndexCount(),
                cell.wasSlowCount(),
                cell.slowCount(),
                cell.errorNumbers(),
                cell.count() == 0 ? time.start() : instant(cell.firstNanos()),
                cell.count() == 0 ? time.start() : instant(cell.lastNanos()),
                cell.sample(),
                cell.slowSamples());
    }

    private String id() {
        return probe + ":" + run + ":" + number;
    }

    private static DigestDocument digest(Family family, WindowTime time) {
        return new DigestDocument(
                family.id(),
                family.text(),
                family.kind(),
                List.of(),
                time.start(),
                time.start().plusSeconds(time.seconds()));
    }

    private WireCoverageDocument coverage(
            WindowTime time, ServerTally server, WireCoverageDocument.Capture capture) {
        return new WireCoverageDocument(
                id() + ":" + server.server(),
                probe,
                server.server(),
                time.start(),
                time.seconds(),
                server.statements(),
                reasons(server.statementsLost()),
                server.connections(),
                server.connectionsJoinedLate(),
                reasons(server.connectionsUnreadable()),
                server.loginsRefused(),
                server.statementsFolded(),
                capture);
    }

    private static Map<String, Long> reasons(Map<Loss, Long> counts) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        counts.forEach((loss, count) -> reasons.put(loss.name().toLowerCase(Locale.ROOT), count));
        return reasons;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }
}
