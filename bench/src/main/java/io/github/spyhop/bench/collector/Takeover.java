package io.github.spyhop.bench.collector;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * Two replicas share 100 instances, each with a digest window every two seconds; one is killed. When
 * is each of its instances polled again, and does a window or a slow statement stand in the store
 * twice, or a statement in two windows?
 */
final class Takeover {

    private static final int INSTANCES = 100;
    private static final int SERVERS = 4;
    private static final int PER_SECOND = 200;
    private static final Map<String, String> SETTINGS =
            Map.of("SPYHOP_COLLECTOR_DIGEST_INTERVAL", "2s");

    private Takeover() {}

    static void run(Rig rig) throws Exception {
        List<ServerAddress> servers = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            servers.add(RealServers.alone(ServerKind.MYSQL, "server" + i).address());
        }
        for (int i = 0; i < INSTANCES; i++) {
            rig.register("instance-" + i, servers.get(i % servers.size()));
        }
        Rig.Replica first = rig.start(SETTINGS);
        rig.start(SETTINGS);
        rig.awaitWatched(INSTANCES);
        Rig.await(
                "the fleet to be shared", Duration.ofSeconds(60), () -> replicas(rig).size() == 2);
        Load load = new Load(servers.getFirst(), PER_SECOND);
        try {
            Thread.sleep(30_000);
            Instant killed = Instant.now();
            first.kill();
            Rig.await(
                    "all to be polled again",
                    Duration.ofSeconds(60),
                    () -> polledSince(rig, killed) == INSTANCES);
            Duration taken = Duration.between(killed, Instant.now());
            Thread.sleep(20_000);
            Table table =
                    new Table("one of two replicas with %d instances dies".formatted(INSTANCES));
            table.line(
                    "all watched again after",
                    "10 s",
                    "%.1f s".formatted(lastWatched(rig, killed)));
            table.line(
                    "a window of each after (they are 2 s long)",
                    "",
                    "%.1f s".formatted(taken.toMillis() / 1e3));
            List<Document> windows = windows(rig);
            table.line("windows", "", "%d".formatted(windows.size()));
            table.line(
                    "windows that overlap another of their instance",
                    "0",
                    "%d".formatted(overlaps(windows)));
        } finally {
            load.end();
        }
    }

    private static Set<String> replicas(Rig rig) {
        return rig.documents(StoreCollection.INSTANCE_STATES)
                .distinct("replica", String.class)
                .into(new HashSet<>());
    }

    private static double lastWatched(Rig rig, Instant killed) {
        Instant last = killed;
        for (Document state : rig.documents(StoreCollection.INSTANCE_STATES).find()) {
            Instant since = state.getDate("since").toInstant();
            last = since.isAfter(last) ? since : last;
        }
        return Duration.between(killed, last).toMillis() / 1e3;
    }

    /** How many instances have a window that began since. */
    private static int polledSince(Rig rig, Instant since) {
        return rig.documents(StoreCollection.SERVER_COVERAGE)
                .distinct("instance", Filters.gte("window_start", Date.from(since)), String.class)
                .into(new ArrayList<>())
                .size();
    }

    private static List<Document> windows(Rig rig) {
        return rig.documents(StoreCollection.SERVER_COVERAGE)
                .find()
                .sort(new Document("instance", 1).append("window_start", 1))
                .into(new ArrayList<>());
    }

    /** A window begins where the one before ended; its id tells where it ends. */
    private static long overlaps(List<Document> windows) {
        long overlaps = 0;
        for (int i = 1; i < windows.size(); i++) {
            Document before = windows.get(i - 1);
            Document window = windows.get(i);
            String id = before.getString("_id");
            long end = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
            boolean same = before.getString("instance").equals(window.getString("instance"));
            overlaps +=
                    same && window.getDate("window_start").toInstant().toEpochMilli() < end ? 1 : 0;
        }
        return overlaps;
    }
}
