package io.github.spyhop.probe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Probes as processes, real traffic, a MongoDB that may go away. */
class ClusterIT {

    private static final int WINDOWS_BEHIND = 3;
    private static final Duration START_MAX = Duration.ofSeconds(60);

    /** Members that begin at the same moment may each be alone at first, and merge later. */
    private static final Duration MEET_MAX = Duration.ofMinutes(3);

    private static final Duration TAKEOVER_MAX = Duration.ofSeconds(5);

    private final ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
    private final RunningServer mongo;
    private final StoredWindows stored;
    private final List<ProbeProcess> probes = new ArrayList<>();

    @TempDir Path folder;

    ClusterIT(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        mongo = RealServers.alone(ServerKind.MONGODB, name);
        stored = new StoredWindows(mongo.address().uri());
    }

    @AfterEach
    void end() {
        probes.forEach(ProbeProcess::close);
        stored.close();
        mongo.stop();
    }

    @Test
    void losesAndDoublesNothingWhenMasterSlaveAndStoreGoAway() throws Exception {
        int port = FreePort.any();
        int standby = FreePort.any();
        String seeds = "127.0.0.1:%d,127.0.0.1:%d".formatted(port, standby);
        ProbeProcess first = gossiping("first", port, seeds, Map.of("SLAVE", "false"));
        await("the first is the master")
                .atMost(START_MAX)
                .until(() -> first.role().equals("master"));
        ProbeProcess second = gossiping("second", standby, seeds, Map.of("SLAVE", "false"));
        ProbeProcess kept = gossiping("kept", FreePort.any(), seeds, Map.of());
        Map<String, String> onDisk = Map.of("PROBE_OUTBOX_FOLDER", folder + "/windows");
        ProbeProcess lost = gossiping("lost", FreePort.any(), seeds, onDisk);
        await("all are members").atMost(MEET_MAX).until(() -> rolesSeenBy(kept).size() == 4);
        assertThat(rolesSeenBy(kept))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "first", "master",
                                "second", "standby",
                                "kept", "slave",
                                "lost", "slave"));
        await("the slaves capture")
                .atMost(START_MAX)
                .until(() -> kept.captures() && lost.captures());
        String sql = "SELECT 'cluster it', 1, 2, 3";

        Traffic traffic = new Traffic(mysql, sql);
        storedBy(kept, sql, 1);
        storedBy(lost, sql, 1);
        first.kill();
        await("the standby takes over")
                .atMost(TAKEOVER_MAX)
                .until(() -> second.role().equals("master"));
        storedBy(kept, sql, traffic.sent());
        mongo.stop();
        long sentBefore = traffic.sent();
        int waitedBefore = windowsOnDisk();
        long sentWhileAway = sentBefore + 500;
        await("traffic goes on").atMost(START_MAX).until(() -> traffic.sent() > sentWhileAway);
        // The window that is being counted is lost with the process: what was sent before must not
        // be in it any more.
        await("windows wait")
                .atMost(START_MAX)
                .until(() -> windowsOnDisk() > waitedBefore + WINDOWS_BEHIND);
        lost.kill();
        mongo.startAgain();
        storedBy(kept, sql, sentWhileAway);
        Map<String, String> capturesNoMore = new HashMap<>(onDisk);
        capturesNoMore.put("PROBE_PORT", "1");
        ProbeProcess again = gossiping("lost", FreePort.any(), seeds, capturesNoMore);
        storedBy(again, sql, sentBefore);
        long sent = traffic.stop();

        storedBy(kept, sql, sent);
        assertThat(stored.count("kept", sql)).isEqualTo(sent);
        assertThat(stored.count("lost", sql)).isBetween(sentBefore, sent);
        assertThat(stored.missing("kept")).isEmpty();
        assertThat(stored.missing("lost")).isEmpty();
    }

    @Test
    void collectsFromTheSlavesThatAStaticMasterIsTold() throws Exception {
        ProbeProcess slave = probe("slave", Map.of("CLUSTER_GROUP", "fixed"));
        ProbeProcess master = probe("master", Map.of("CLUSTER_GROUP", "fixed", "SLAVE", "false"));
        await("both are there")
                .atMost(START_MAX)
                .until(() -> slave.captures() && master.role().equals("master"));
        String sql = "SELECT 'static it', 1, 2";

        assertThat(master.get("/cluster/join?addr=" + slave.server(), "wrong").status())
                .isEqualTo(401);
        assertThat(master.get("/cluster/join?addr=nothing").status()).isEqualTo(400);
        assertThat(slave.get("/cluster/join?addr=" + slave.server()).status()).isEqualTo(409);
        ProbeProcess.Answer joined = master.get("/cluster/join?addr=" + slave.server());

        assertThat(joined.body()).isEqualTo("OK");
        assertThat(rolesSeenBy(master))
                .isEqualTo(Map.of("master", "master", slave.server(), "slave"));
        try (Traffic traffic = new Traffic(mysql, sql)) {
            storedBy(slave, sql, 100);
        }
        assertThat(master.get("/cluster/remove?addr=127.0.0.1:1").status()).isEqualTo(400);
        assertThat(master.get("/cluster/remove?addr=" + slave.server()).body()).isEqualTo("OK");
        assertThat(rolesSeenBy(master)).isEqualTo(Map.of("master", "master"));
    }

    private int windowsOnDisk() {
        String[] files = folder.resolve("windows").toFile().list();
        return files == null ? 0 : files.length;
    }

    private ProbeProcess gossiping(
            String name, int port, String seeds, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("CLUSTER_GROUP", "it");
        all.put("CLUSTER_GOSSIP", "true");
        all.put("CLUSTER_PORT", Integer.toString(port));
        all.put("CLUSTER_SEEDS", seeds);
        return probe(name, all);
    }

    private ProbeProcess probe(String name, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("MONGODB_URI", mongo.address().uri());
        all.put("MONGODB_DB_NAME", StoredWindows.DATABASE);
        if (!settings.containsKey("SLAVE")) {
            all.put("PROBE_DEVICE", "lo");
            all.putIfAbsent("PROBE_PORT", Integer.toString(mysql.port()));
        }
        ProbeProcess probe = new ProbeProcess(name, folder, Place.LOOPBACK, all);
        probes.add(probe);
        return probe;
    }

    private Map<String, String> rolesSeenBy(ProbeProcess probe) throws Exception {
        Map<String, String> roles = new HashMap<>();
        ProbeProcess.Answer answer = probe.get("/cluster/listnodes");
        if (answer.status() == 200) {
            for (JsonNode node : answer.json()) {
                roles.put(node.get("name").asText(), node.at("/meta/role").asText());
            }
        }
        return roles;
    }

    private void storedBy(ProbeProcess probe, String sql, long count) {
        await(count + " statements of " + probe + " are stored")
                .atMost(START_MAX)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(stored.count(probe.name(), sql)).isGreaterThanOrEqualTo(count));
    }
}
