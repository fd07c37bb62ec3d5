package io.github.spyhop.probe.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.probe.Waiting;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * sysbench against a real MySQL: what it sent, what the server counted, and what the probe counted
 * live and from a capture of tcpdump; what the probe costs beside mysqld. Run by {@code
 * bench/probe-load}, not by the build.
 */
class SysbenchBenchmark {

    private static final int SECONDS = Integer.getInteger("spyhop.bench.seconds", 30);
    private static final int WARM_UP_SECONDS = Math.min(20, SECONDS);
    private static final String SCHEMA = "sbtest";
    private static final String WARM_UP_SCHEMA = "warmup";
    private static final Duration STORED_MAX = Duration.ofSeconds(30);
    private static final double SERVER_TOLERANCE = 1e-4;

    @TempDir Path folder;

    @ParameterizedTest(name = "prepared {0}")
    @ValueSource(booleans = {false, true})
    void countsWhatWasSent(boolean prepared) throws Exception {
        ServerAddress mysql = RealServers.alone(ServerKind.MYSQL, "load" + prepared).address();
        String store = RealServers.shared(ServerKind.MONGODB).uri();
        String database = "probe_load_" + prepared;
        Sysbench sysbench = new Sysbench(mysql, SCHEMA);
        Sysbench warmUp = new Sysbench(mysql, WARM_UP_SCHEMA);
        try (Connection connection = mysql.connect("", "");
                Statement statement = connection.createStatement();
                MongoClient mongo = MongoClients.create(store)) {
            statement.execute("CREATE DATABASE " + SCHEMA);
            statement.execute("CREATE DATABASE " + WARM_UP_SCHEMA);
            sysbench.prepare();
            warmUp.prepare();
            mongo.getDatabase(database).drop();
            Path capture = folder.resolve("load.pcap");
            Process tcpdump = tcpdump(mysql.port(), capture);
            try (ProbeProcess probe = ProbeProcess.start(folder, mysql.port(), store, database)) {
                warmUp.run(prepared, WARM_UP_SECONDS);
                statement.execute(
                        "TRUNCATE performance_schema.events_statements_summary_by_digest");
                ProcessHandle mysqld = mysqld(statement);
                Duration probeBefore = probe.cpu();
                Duration mysqldBefore = ProbeProcess.cpu(mysqld);

                Sysbench.Said said = sysbench.run(prepared, SECONDS);

                double share =
                        (double) probe.cpu().minus(probeBefore).toNanos()
                                / ProbeProcess.cpu(mysqld).minus(mysqldBefore).toNanos();
                Counts server = Counts.ofServer(connection, SCHEMA);
                Store stored = new Store(mongo.getDatabase(database), Map.of());
                Waiting.until(
                        "the windows are stored",
                        STORED_MAX,
                        () -> Counts.ofStore(stored, SCHEMA).total().count() >= said.statements());
                Counts live = Counts.ofStore(stored, SCHEMA);
                String metrics = probe.metrics();
                long resident = probe.residentMegabytes();
                tcpdump.destroy();
                tcpdump.waitFor();
                Counts file = Counts.ofFile(capture, mysql.port(), SCHEMA);
                print(prepared, said, server, live, file);
                System.out.printf(
                        Locale.ROOT,
                        "probe: %.1f %% of mysqld's CPU, %d MB resident, dropped %s%n",
                        100 * share,
                        resident,
                        metrics.lines()
                                .filter(line ->
                                        line.startsWith("spyhop_probe_packets_dropped_total"))
                                .toList());
                assertThat(live.byText()).isEqualTo(file.byText());
                assertThat(live.total().count()).isEqualTo(said.statements());
                assertThat((double) server.total().count())
                        .isBetween(
                                said.statements() * (1 - SERVER_TOLERANCE),
                                said.statements() * (1 + SERVER_TOLERANCE));
                assertThat(metrics)
                        .contains("spyhop_probe_packets_dropped_total{reason=\"kernel\"} 0.0");
            } finally {
                tcpdump.destroy();
            }
        }
    }

    private static void print(
            boolean prepared, Sysbench.Said said, Counts server, Counts live, Counts file) {
        System.out.printf(
                "%n%s, %d threads, %d s: sysbench %d queries and %d errors, server %s, live %s,"
                        + " file %s%n",
                prepared ? "prepared" : "text",
                Sysbench.THREADS,
                SECONDS,
                said.queries(),
                said.ignoredErrors(),
                server.total(),
                live.total(),
                file.total());
        TreeSet<String> texts = new TreeSet<>(server.byText().keySet());
        texts.addAll(live.byText().keySet());
        texts.addAll(file.byText().keySet());
        System.out.printf("%9s %9s %9s %6s  digest%n", "server", "live", "file", "errors");
        for (String text : texts) {
            System.out.printf(
                    "%9d %9d %9d %6s  %s%n",
                    server.of(text).count(),
                    live.of(text).count(),
                    file.of(text).count(),
                    server.of(text).errors() + "/" + live.of(text).errors(),
                    text.substring(0, Math.min(text.length(), 60)));
        }
    }

    private Process tcpdump(int port, Path capture) throws IOException {
        Process process =
                new ProcessBuilder(
                                "tcpdump",
                                "-i",
                                "lo",
                                "-s",
                                "0",
                                "-B",
                                "400000",
                                "-U",
                                "-w",
                                capture.toString(),
                                "tcp port " + port)
                        .redirectErrorStream(true)
                        .start();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("listening on")) {
                return process;
            }
        }
        throw new IOException("tcpdump ended");
    }

    private static ProcessHandle mysqld(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery("SELECT @@pid_file")) {
            row.next();
            String pid = Files.readString(Path.of(row.getString(1))).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        }
    }
}
