package io.github.spyhop.bench.collector;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.ServerWindowDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/**
 * Ten minutes of steady load on both servers at the default interval, through a TRUNCATE of the
 * server's table and a restart of the server. What the server forgets is what it counted since the
 * collector's last reading: so the load is held until that reading before both, and the server's
 * own counters are read there. Their sum, family by family, is held against the sum of the windows.
 */
final class DigestSums {

    private static final int PER_SECOND = 200;
    private static final Duration RUN = Duration.ofMinutes(10);
    private static final Duration READING_MAX = Duration.ofMinutes(3);
    private static final String COUNTS =
            """
            SELECT DIGEST, SUM(COUNT_STAR) FROM performance_schema.events_statements_summary_by_digest
            WHERE SCHEMA_NAME = '%s' AND DIGEST_TEXT LIKE 'SELECT COUNT%%' GROUP BY DIGEST
            """
                    .formatted(Load.SCHEMA);

    private DigestSums() {}

    static void run(Rig rig) throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Watched> servers = new ArrayList<>();
        for (ServerKind kind : List.of(ServerKind.MYSQL, ServerKind.MYSQL80)) {
            RunningServer server = RealServers.alone(kind, "digests");
            rig.register(kind.title(), server.address());
            servers.add(new Watched(rig, server, new Load(server.address(), PER_SECOND)));
        }
        rig.start(Map.of());
        for (Watched server : servers) {
            threads.add(Thread.ofPlatform().start(server::live));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        servers.forEach(Watched::report);
    }

    /** A server that is truncated and restarted, with what it had counted each time. */
    private static final class Watched {

        private final Rig rig;
        private final RunningServer server;
        private final Load load;
        private final String instance;
        private final Map<String, Long> counted = new HashMap<>();
        private Map<String, Long> before = Map.of();

        Watched(Rig rig, RunningServer server, Load load) {
            this.rig = rig;
            this.server = server;
            this.load = load;
            this.instance = server.address().kind().title();
        }

        void live() {
            try {
                Duration part = RUN.dividedBy(3);
                heldAtReading(this::begin);
                Thread.sleep(part);
                heldAtReading(() -> {
                    take();
                    Load.run(
                            server.address(),
                            "TRUNCATE performance_schema.events_statements_summary_by_digest");
                    before = Map.of();
                });
                Thread.sleep(part);
                heldAtReading(() -> {
                    take();
                    server.stop();
                    server.startAgain();
                    before = Map.of();
                });
                Thread.sleep(part);
                heldAtReading(this::take);
            } catch (InterruptedException | SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        void report() {
            Map<String, Long> windows = windows();
            long ofServer = counted.values().stream().mapToLong(Long::longValue).sum();
            long ofWindows = windows.values().stream().mapToLong(Long::longValue).sum();
            long unequal =
                    counted.entrySet().stream()
                            .filter(one ->
                                    !Objects.equals(windows.get(one.getKey()), one.getValue()))
                            .count();
            Table table = new Table(instance + ", " + RUN + ", a TRUNCATE and a restart within");
            table.line("statements that the server counted", "", "%d".formatted(ofServer));
            table.line("sum of the windows", "the same", "%d".formatted(ofWindows));
            table.line("families", "", "%d".formatted(counted.size()));
            table.line("families with another sum", "0", "%d".formatted(unequal));
            table.line(
                    "windows that tell of a restart",
                    "1",
                    "%d"
                            .formatted(
                                    rig.documents(StoreCollection.SERVER_COVERAGE)
                                            .countDocuments(
                                                    new Document("instance", instance)
                                                            .append("restarted", true))));
        }

        /** What a reading had counted before the first window begins is nobody's. */
        private void begin() throws SQLException {
            before = counts(server.address());
            rig.store()
                    .collection(StoreCollection.SERVER_WINDOWS, ServerWindowDocument.class)
                    .deleteMany(Filters.eq("instance", instance));
        }

        private void take() throws SQLException {
            counts(server.address())
                    .forEach((family, count) ->
                            counted.merge(
                                    family, count - before.getOrDefault(family, 0L), Long::sum));
        }

        /** Holds the load, waits until the collector has read all of it, and goes on. */
        private void heldAtReading(Work work) throws InterruptedException, SQLException {
            load.hold();
            try {
                Instant held = Instant.now();
                Rig.await("a reading", READING_MAX, () -> readAt().isAfter(held));
                work.run();
            } finally {
                load.release();
            }
        }

        /** When the collector read the digests last; a window's id ends with that. */
        private Instant readAt() {
            Document last =
                    rig.documents(StoreCollection.SERVER_COVERAGE)
                            .find(new Document("instance", instance))
                            .sort(new Document("window_start", -1))
                            .first();
            if (last == null) {
                return Instant.EPOCH;
            }
            String id = last.getString("_id");
            return Instant.ofEpochMilli(Long.parseLong(id.substring(id.lastIndexOf(':') + 1)));
        }

        private Map<String, Long> windows() {
            Map<String, Long> sums = new HashMap<>();
            rig.store()
                    .collection(StoreCollection.SERVER_WINDOWS, ServerWindowDocument.class)
                    .find(
                            Filters.and(
                                    Filters.eq("instance", instance),
                                    Filters.eq("schema", Load.SCHEMA)))
                    .forEach(
                            window -> sums.merge(window.serverDigest(), window.count(), Long::sum));
            sums.keySet().retainAll(counted.keySet());
            return sums;
        }
    }

    /** Work that asks a server. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private static Map<String, Long> counts(ServerAddress server) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COUNTS)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
