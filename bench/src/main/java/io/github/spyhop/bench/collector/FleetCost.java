package io.github.spyhop.bench.collector;

import io.github.spyhop.bench.MeasuredProcess;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * 300 registered instances looked at each second, at default intervals: one is a server of its own
 * under load, 12 are a server that hangs after a while, the others are names of seven servers.
 */
final class FleetCost {

    private static final int INSTANCES = 300;
    private static final int HANGING = 12;
    private static final int SHARED = 7;
    private static final int PER_SECOND = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final String LOOKS =
            "spyhop_collector_task_seconds_%s{outcome=\"ok\",task=\"running\"";
    private static final String LAG = "spyhop_collector_task_lag_seconds_";
    private static final String RANKS =
            """
            SELECT ranked.own, MIN(ranked.place) AS place FROM (
                SELECT COALESCE(QUERY_SAMPLE_TEXT LIKE '/* spyhop */%', 0) AS own,
                    ROW_NUMBER() OVER (ORDER BY SUM_TIMER_WAIT DESC) AS place
                FROM performance_schema.events_statements_summary_by_digest) ranked
            GROUP BY ranked.own
            """;

    private FleetCost() {}

    static void run(Rig rig) throws Exception {
        ServerAddress alone = server(ServerKind.MYSQL, "alone");
        ServerAddress hanging = server(ServerKind.MYSQL, "hanging");
        // Each look reads every thread of the server: too many names of one would cost it dear.
        List<ServerAddress> shared = new ArrayList<>();
        for (int i = 0; i < SHARED; i++) {
            shared.add(server(i == 0 ? ServerKind.MYSQL80 : ServerKind.MYSQL, "shared" + i));
        }
        rig.register("alone", alone);
        for (int i = 0; i < HANGING; i++) {
            rig.register("hanging-" + i, hanging);
        }
        for (int i = 1 + HANGING; i < INSTANCES; i++) {
            rig.register("shared-" + i, shared.get(i % shared.size()));
        }
        List<MeasuredProcess> servers = new ArrayList<>();
        for (ServerAddress server : shared) {
            servers.add(MeasuredProcess.of(server));
        }
        Rig.Replica replica = rig.start(Map.of());
        rig.awaitWatched(INSTANCES);
        Load load = new Load(alone, PER_SECOND);
        try {
            Thread.sleep(WARM_UP);
            // This server is the benchmark's own.
            Load.run(alone, "TRUNCATE performance_schema.events_statements_summary_by_digest");
            reportCost(replica, servers, ownPlaceOf(alone));
            reportHang(rig, replica, MeasuredProcess.of(hanging));
        } finally {
            load.end();
        }
    }

    private static void reportCost(
            Rig.Replica replica, List<MeasuredProcess> servers, OwnPlace place)
            throws IOException, InterruptedException, SQLException {
        MeasuredProcess collector = replica.measured();
        Duration collectorBefore = collector.cpu();
        Duration serversBefore = cpuOf(servers);
        double looksBefore = replica.metric(LOOKS.formatted("count"));
        Thread.sleep(MEASURED);
        double seconds = MEASURED.toSeconds();
        double cores = collector.cpu().minus(collectorBefore).toMillis() / 1e3 / seconds;
        double serverCores = cpuOf(servers).minus(serversBefore).toMillis() / 1e3 / seconds;
        Table table = new Table(INSTANCES + " instances, each looked at every second");
        table.line(
                "looks a second",
                INSTANCES + "",
                "%.0f"
                        .formatted(
                                (replica.metric(LOOKS.formatted("count")) - looksBefore)
                                        / seconds));
        table.line("collector, cores", "1", "%.2f".formatted(cores));
        table.line("collector, MB", "512", "%d".formatted(collector.residentMegabytesMax()));
        table.line(
                "servers, of a core for each instance",
                "1 %",
                "%.2f %%".formatted(100 * serverCores / (INSTANCES - 1 - HANGING)));
        table.line(
                "place by time of the costliest statement of ours, under %d others a second"
                        .formatted(PER_SECOND),
                "behind 20",
                "%d".formatted(place.read()));
    }

    private static void reportHang(Rig rig, Rig.Replica replica, MeasuredProcess hanging)
            throws IOException, InterruptedException {
        Late before = Late.during(replica);
        hanging.signal("STOP");
        Late during;
        long failing;
        try {
            Rig.await(
                    "the hanging server's instances to fail",
                    Duration.ofSeconds(60),
                    () -> failing(rig) == HANGING);
            during = Late.during(replica);
            failing = failing(rig);
        } finally {
            hanging.signal("CONT");
        }
        Table table = new Table("a server of %d instances hangs (SIGSTOP)".formatted(HANGING));
        table.line("instances that fail", HANGING + "", "%d".formatted(failing));
        table.line(
                "looks over 100 ms late, before",
                "",
                "%.0f of %.0f".formatted(before.late(), before.all()));
        table.line(
                "looks over 100 ms late, then",
                "0",
                "%.0f of %.0f".formatted(during.late(), during.all()));
    }

    /** How many looks began, or were answered, over 100 ms late. */
    private record Late(double all, double late) {

        static Late during(Rig.Replica replica) throws IOException, InterruptedException {
            Late before = now(replica);
            Thread.sleep(MEASURED.dividedBy(2));
            Late after = now(replica);
            return new Late(after.all - before.all, after.late - before.late);
        }

        private static Late now(Rig.Replica replica) throws IOException, InterruptedException {
            double all = replica.metric(LAG + "count{task=\"running\"");
            double inTime = replica.metric(LAG + "bucket{task=\"running\",le=\"0.1\"");
            return new Late(all, all - inTime);
        }
    }

    /** Tells the place of our own costliest statement. */
    @FunctionalInterface
    private interface OwnPlace {
        long read() throws SQLException;
    }

    private static OwnPlace ownPlaceOf(ServerAddress server) {
        return () -> {
            try (Connection connection = server.connect("", "");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(RANKS)) {
                while (rows.next()) {
                    if (rows.getBoolean("own")) {
                        return rows.getLong("place");
                    }
                }
                throw new IllegalStateException("no statement of ours was counted");
            }
        };
    }

    private static ServerAddress server(ServerKind kind, String name) {
        return RealServers.alone(
                        kind,
                        name,
                        "--max-connections=250",
                        "--performance-schema-consumer-events-statements-history-long=OFF")
                .address();
    }

    private static long failing(Rig rig) {
        return rig.documents(StoreCollection.INSTANCE_STATES)
                .countDocuments(new Document("state", "failing"));
    }

    private static Duration cpuOf(List<MeasuredProcess> processes) {
        return processes.stream().map(MeasuredProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }
}
