package io.github.spyhop.probe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Master, standby and three slaves in network namespaces with a client each; the master killed, a
 * slave killed and started again, a link cut, MongoDB stopped. Prints what MongoDB has against what
 * was sent. {@code bench/probe-cluster} runs it.
 */
class ClusterBenchmark {

    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("spyhop.bench.away-seconds", 60));
    private static final int SLAVES = 3;
    private static final int HTTP_PORT = 8667;
    private static final int GOSSIP_PORT = 7946;

    private final List<ProbeProcess> probes = new ArrayList<>();
    private final List<TrafficProcess> clients = new ArrayList<>();

    @TempDir Path folder;

    @Test
    void comparesWhatIsStoredWithWhatWasSent() throws Exception {
        RunningServer mongo = RealServers.alone(ServerKind.MONGODB, "probe-cluster-bench");
        RunningServer mysql =
                RealServers.alone(ServerKind.MYSQL, "probe-cluster-bench", "--bind-address=*");
        try (Namespaces namespaces = new Namespaces(SLAVES);
                StoredWindows stored = new StoredWindows(mongo.address().uri())) {
            run(namespaces, mongo, account(mysql.address(), namespaces), stored);
        } finally {
            clients.forEach(TrafficProcess::close);
            probes.forEach(ProbeProcess::close);
            mongo.stop();
            mysql.stop();
        }
    }

    private static ServerAddress account(ServerAddress mysql, Namespaces namespaces)
            throws Exception {
        try (Connection connection = mysql.connect("", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER bench@'%' IDENTIFIED BY 'bench'");
        }
        return new ServerAddress(
                ServerKind.MYSQL, namespaces.databaseHost(), mysql.port(), "bench", "bench");
    }

    private void run(
            Namespaces namespaces, RunningServer mongo, ServerAddress mysql, StoredWindows stored)
            throws Exception {
        ProbeProcess master = master("master", namespaces, mongo, 0);
        reaches(master, "master");
        ProbeProcess standby = master("standby", namespaces, mongo, 1);
        for (int i = 0; i < SLAVES; i++) {
            slave(i, namespaces, mysql);
        }
        reaches(standby, "standby");
        for (int i = 0; i < SLAVES; i++) {
            ProbeProcess slave = slave(i);
            await().atMost(START_MAX).until(slave::captures);
            clients.add(new TrafficProcess(namespaces.place(i), mysql, sql(i)));
            await().atMost(START_MAX).until(() -> stored.count(slave.name(), sql(slave)) > 0);
        }

        long killed = System.nanoTime();
        master.kill();
        reaches(standby, "master");
        double takeover = secondsSince(killed);
        progresses(stored);
        say(
                "master killed: the standby serves after %.1f s, stores all slaves' windows after"
                        + " %.1f s",
                takeover, secondsSince(killed));
        namespaces.cut(1);
        Thread.sleep(AWAY);
        long mended = System.nanoTime();
        namespaces.mend(1);
        progresses(stored);
        say(
                "link of slave-1 cut for %d s: stored again %.1f s after it was mended",
                AWAY.toSeconds(), secondsSince(mended));
        mongo.stop();
        Thread.sleep(AWAY);
        long started = System.nanoTime();
        mongo.startAgain();
        progresses(stored);
        say(
                "MongoDB stopped for %d s: stored again %.1f s after its start began",
                AWAY.toSeconds(), secondsSince(started));
        await().atMost(START_MAX).until(() -> stored.upToDate(slave(2).name()));
        say("and all that had waited after %.1f s", secondsSince(started));
        slave(2).kill();
        say("slave-2 killed");
        compare(stored);
    }

    private void compare(StoredWindows stored) throws Exception {
        say("%-8s %10s %10s %8s %8s", "slave", "sent", "stored", "windows", "missing");
        for (int i = 0; i < SLAVES; i++) {
            int slave = i;
            String name = slave(i).name();
            long sent = clients.get(i).stop();
            boolean alive = i != 2;
            if (alive) {
                await().atMost(START_MAX).until(() -> stored.count(name, sql(slave)) >= sent);
            }
            long count = stored.count(name, sql(i));
            List<Long> missing = stored.missing(name);
            say(
                    "%-8s %10d %10d %8d %8d%s",
                    name,
                    sent,
                    count,
                    stored.numbers(name).size(),
                    missing.size(),
                    alive
                            ? ""
                            : "  (killed: what it was counting is gone, and its client went on)");
            assertThat(count).isLessThanOrEqualTo(sent);
            assertThat(missing).isEmpty();
        }
    }

    private void progresses(StoredWindows stored) {
        for (int i = 0; i < SLAVES; i++) {
            String name = slave(i).name();
            int[] before = {-1};
            await().atMost(START_MAX)
                    .ignoreExceptions()
                    .until(() -> {
                        int windows = stored.numbers(name).size();
                        if (before[0] < 0) {
                            before[0] = windows;
                        }
                        return windows > before[0] && stored.missing(name).isEmpty();
                    });
        }
    }

    private ProbeProcess slave(int i) {
        return probes.stream()
                .filter(probe -> probe.name().equals("slave-" + i))
                .findFirst()
                .orElseThrow();
    }

    /** Each slave has a statement of its own. */
    private static String sql(int i) {
        return "SELECT 'cluster bench', 1" + ", 1".repeat(i);
    }

    private static String sql(ProbeProcess slave) {
        return sql(Integer.parseInt(slave.name().substring("slave-".length())));
    }

    private ProbeProcess master(String name, Namespaces namespaces, RunningServer mongo, int place)
            throws Exception {
        return probe(
                name,
                namespaces.host(),
                Map.of(
                        "SLAVE", "false",
                        "SERVERPORT", Integer.toString(HTTP_PORT + place),
                        "CLUSTER_PORT", Integer.toString(GOSSIP_PORT + place),
                        "MONGODB_URI", mongo.address().uri(),
                        "MONGODB_DB_NAME", StoredWindows.DATABASE));
    }

    private void slave(int i, Namespaces namespaces, ServerAddress mysql) throws Exception {
        probe(
                "slave-" + i,
                namespaces.place(i),
                Map.of(
                        "SERVERPORT", Integer.toString(HTTP_PORT),
                        "CLUSTER_PORT", Integer.toString(GOSSIP_PORT),
                        "PROBE_DEVICE", Namespaces.DATABASE_DEVICE,
                        "PROBE_PORT", Integer.toString(mysql.port())));
    }

    private ProbeProcess probe(String name, Place place, Map<String, String> settings)
            throws Exception {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("CLUSTER_GROUP", "bench");
        all.put("CLUSTER_GOSSIP", "true");
        all.put("CLUSTER_SEEDS", "10.213.77.1:7946,10.213.77.1:7947");
        ProbeProcess probe = new ProbeProcess(name, folder, place, all);
        probes.add(probe);
        return probe;
    }

    private static void reaches(ProbeProcess probe, String role) {
        await(probe + " is " + role).atMost(START_MAX).until(() -> probe.role().equals(role));
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
