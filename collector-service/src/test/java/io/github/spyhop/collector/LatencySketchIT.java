package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.normalise.DigestDifference.Known;
import io.github.spyhop.collector.normalise.DigestIdentity;
import io.github.spyhop.collector.normalise.DigestLatencies;
import io.github.spyhop.collector.normalise.DigestWindow;
import io.github.spyhop.collector.normalise.DigestWindow.Family;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.perfschema.DigestReader;
import io.github.spyhop.collector.poll.perfschema.DigestReader.Reading;
import io.github.spyhop.collector.poll.perfschema.DigestRow;
import io.github.spyhop.collector.poll.perfschema.Histogram;
import io.github.spyhop.collector.poll.perfschema.HistogramReader;
import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sketches of a window, where the server has time enough to tell every histogram. */
class LatencySketchIT {

    private static final String INSERT = DigestIdentity.of("INSERT INTO `goods` VALUES (...)").id();
    private static final String SELECT =
            DigestIdentity.of("SELECT `price` FROM `goods` WHERE `id` = ?").id();
    private static final String SLEEP = DigestIdentity.of("DO `SLEEP` (?)").id();

    private final HistogramReader histograms = new HistogramReader(Duration.ofHours(1));
    private final Map<String, Known> known = new HashMap<>();

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void holdEachStatementOnceFromTheFirstOn(ServerKind kind) throws Exception {
        ServerAddress address = RealServers.shared(kind);
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server = new WatchedServer(address, "sketch_" + kind.id());
                Link link = new Link(rig.vertx(), targetOf(address), rig.config().mysql())) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY, price INT)");
            DigestReader reader = DigestReader.of(link, 20_000);
            DigestWindow baseline = DigestWindow.of(reader.read(link, null), null, row -> null);

            visit(server, 70, 30);
            server.run(server.schema(), "DO SLEEP(0.25)");
            Map<String, LatencySketch> first = sketches(link, server, reader, baseline);

            assertThat(of(first, INSERT).count()).isEqualTo(70);
            assertThat(of(first, SELECT).count()).isEqualTo(30);
            assertThat(of(first, SELECT).quantileMicros(0.5)).isBetween(10L, 100_000L);
            assertThat(of(first, SLEEP).count()).isEqualTo(1);
            // A bucket of the server's histogram is 4.7 % wide.
            assertThat(of(first, SLEEP).quantileMicros(0.5)).isBetween(238_000L, 280_000L);

            visit(server, 0, 20);
            Map<String, LatencySketch> second = sketches(link, server, reader, baseline);

            assertThat(of(second, SELECT).count()).isEqualTo(20);
            assertThat(second).doesNotContainKeys(INSERT, SLEEP);
        }
    }

    /** What the families of the schema took since they were asked for last. */
    private Map<String, LatencySketch> sketches(
            Link link, WatchedServer server, DigestReader reader, DigestWindow baseline) {
        Reading reading = reader.read(link, null);
        DigestWindow window = DigestWindow.of(reading, baseline.checkpoint(), this::knownOf);
        List<Family> families =
                window.families().stream()
                        .filter(family -> server.schema().equals(family.row().schema()))
                        .toList();
        List<DigestRow> rows = families.stream().map(Family::row).toList();
        Map<DigestRow, Histogram> read = histograms.read(link, rows);
        DigestLatencies latencies = DigestLatencies.of(families, read, this::knownOf);
        rows.forEach(row ->
                known.put(
                        keyOf(row),
                        new Known(
                                row.counters(),
                                row.firstSeen().truncatedTo(ChronoUnit.MILLIS),
                                read.get(row))));
        Map<String, LatencySketch> sketches = new HashMap<>();
        for (Family family : families) {
            LatencySketch sketch = latencies.sketches().get(family.row());
            if (sketch != null) {
                sketches.put(family.identity().id(), sketch);
            }
        }
        return sketches;
    }

    private static LatencySketch of(Map<String, LatencySketch> sketches, String family) {
        return sketches.getOrDefault(family, new LatencySketch());
    }

    private @Nullable Known knownOf(DigestRow row) {
        return known.get(keyOf(row));
    }

    private static String keyOf(DigestRow row) {
        return row.schema() + "." + row.digest();
    }

    private static void visit(WatchedServer server, int inserts, int selects) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (int id = 0; id < inserts; id++) {
                statement.execute("INSERT INTO goods VALUES (%d, %d)".formatted(id, id));
            }
            for (int id = 0; id < selects; id++) {
                statement.execute("SELECT price FROM goods WHERE id = " + id);
            }
        }
    }

    private static Target targetOf(ServerAddress server) {
        return new Target(
                "sketch",
                new Endpoint(server.host(), server.port()),
                WatchedServer.USER,
                WatchedServer.PASSWORD,
                "information_schema",
                null);
    }
}
