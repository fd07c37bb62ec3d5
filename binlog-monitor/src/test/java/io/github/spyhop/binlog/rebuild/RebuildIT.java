package io.github.spyhop.binlog.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random changes over tables of all types, while the monitor, the broker and MySQL are killed at
 * random: who rebuilds the tables from the messages has the same in the end. {@code
 * bench/binlog-rebuild} runs it with more kills and another seed.
 */
class RebuildIT {

    private static final String NAME = "rebuild_it";
    private static final long SEED = Long.getLong("spyhop.rebuild.seed", 20_261_121L);
    private static final int KILLS = Integer.getInteger("spyhop.rebuild.kills", 6);
    private static final int WRITERS = 3;
    private static final int FAULTS_SHOWN = 8;
    private static final long ROWS_BETWEEN_KILLS = 150;
    private static final int PAUSE_MILLIS_MAX = 1_000;
    private static final long SECONDS_WITHOUT_A_ROW_MAX = 120;

    private final int[] killed = new int[3];

    /** Before 8.0.30 MySQL itself may lose an XA transaction when it is killed meanwhile. */
    private final ReentrantReadWriteLock twoPhase = new ReentrantReadWriteLock();

    /** What is told apart: names of columns with the rows or followed, each change or merged ones. */
    enum Variant {
        NEWEST(ServerKind.MYSQL, "FULL", "0S"),
        FOLLOWED(ServerKind.MYSQL80, "MINIMAL", "0S"),
        MERGED(ServerKind.MYSQL, "MINIMAL", "0.2S");

        private final ServerKind kind;
        private final String metadata;
        private final String delay;

        Variant(ServerKind kind, String metadata, String delay) {
            this.kind = kind;
            this.metadata = metadata;
            this.delay = delay;
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void aSubscriberThatRebuildsTheTablesEndsWithTheSame(Variant variant) throws Exception {
        ServerKind kind = variant.kind;
        String name = "rebuild-" + variant.name().toLowerCase(Locale.ROOT);
        RunningServer mysql =
                RealServers.alone(kind, name, "--binlog-row-metadata=" + variant.metadata);
        RunningServer rabbit = RealServers.alone(ServerKind.RABBITMQ, name);
        Path log = Path.of("target", name + ".log");
        try (Database source = new Database(mysql.address(), NAME);
                Database target = new Database(RealServers.shared(kind), NAME);
                MonitorProcess monitor =
                        new MonitorProcess(
                                environment(mysql.address(), rabbit.address(), variant), log);
                Rebuilder rebuilder = new Rebuilder(rabbit.address(), NAME, target)) {
            target.run("SET sql_mode = '', time_zone = '+00:00', sql_log_bin = 0");
            for (String table : RandomSql.TABLES) {
                source.run(table);
                target.run(table);
            }
            monitor.start();
            rebuilder.start();
            awaitFirst(source, target);
            List<Writer> writers = writers(mysql.address());
            List<Thread> threads = writers.stream().map(Thread.ofPlatform()::start).toList();
            killAtRandom(monitor, rabbit, mysql, rebuilder);
            writers.forEach(Writer::end);
            for (Thread thread : threads) {
                thread.join();
            }
            compare(mysql.address(), target, rebuilder, variant);
        } catch (AssertionError different) {
            keepBinlogs(mysql.address(), Path.of("target", name + "-binlogs"));
            throw different;
        } finally {
            mysql.kill();
            rabbit.kill();
        }
    }

    /** What a fault is looked for in. */
    private static void keepBinlogs(ServerAddress mysql, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Database source = Database.existing(mysql, NAME)) {
            Path data = Path.of(source.value("SELECT @@datadir"));
            for (String file : source.column("SHOW BINARY LOGS")) {
                Files.copy(
                        data.resolve(file),
                        folder.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Map<String, String> environment(
            ServerAddress mysql, ServerAddress rabbit, Variant variant) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MONGODB_URI", RealServers.shared(ServerKind.MONGODB).uri());
        environment.put("MONGODB_DB_NAME", NAME);
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("BINLOG_SOURCE", NAME + "-" + mysql.kind() + "-" + System.nanoTime());
        environment.put("BINLOG_HOST", mysql.host());
        environment.put("BINLOG_PORT", Integer.toString(mysql.port()));
        environment.put("BINLOG_USER", mysql.user());
        environment.put("BINLOG_PASSWORD", mysql.password());
        environment.put("BINLOG_DATABASE", NAME);
        environment.put("BINLOG_QUEUE", NAME);
        environment.put("BINLOG_DEFINITIONS", "true");
        environment.put("BINLOG_DELAY", variant.delay);
        environment.put("BINLOG_CHECKPOINT_LEASE", "2S");
        environment.put("BINLOG_CHECKPOINT_INTERVAL", "0.1S");
        environment.put("RABBITMQ_HOST", rabbit.host());
        environment.put("RABBITMQ_PORT", Integer.toString(rabbit.port()));
        environment.put("RABBITMQ_USERNAME", rabbit.user());
        environment.put("RABBITMQ_PASSWORD", rabbit.password());
        return environment;
    }

    /** The monitor begins at "now": what is written before it has begun is not its business. */
    private static void awaitFirst(Database source, Database target) {
        int[] id = {0};
        Await.until(
                "the first row arrives",
                () -> {
                    source.run("INSERT INTO pair VALUES (" + ++id[0] + ", 'first', 0)");
                    Thread.sleep(100);
                    return !target.column("SELECT 1 FROM pair").isEmpty();
                });
        source.run(
                "SET sql_log_bin = 0",
                "DELETE FROM pair WHERE k1 < " + target.value("SELECT MIN(k1) FROM pair"),
                "SET sql_log_bin = 1");
    }

    private List<Writer> writers(ServerAddress mysql) {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(
                    new Writer("w" + i, NAME, mysql, new RandomSql(SEED + i), twoPhase.readLock()));
        }
        return writers;
    }

    private void killAtRandom(
            MonitorProcess monitor, RunningServer rabbit, RunningServer mysql, Rebuilder rebuilder)
            throws InterruptedException {
        Random random = new Random(SEED);
        List<Integer> victims =
                new ArrayList<>(
                        IntStream.range(0, KILLS).mapToObj(i -> i % killed.length).toList());
        Collections.shuffle(victims, random);
        for (int victim : victims) {
            long goal = rebuilder.rows() + random.nextLong(ROWS_BETWEEN_KILLS);
            Await.until(
                    "%d rows, have %s".formatted(goal, rebuilder),
                    () -> rebuilder.rows() >= goal || !rebuilder.faults().isEmpty());
            if (!rebuilder.faults().isEmpty()) {
                return;
            }
            killed[victim]++;
            int pause = random.nextInt(PAUSE_MILLIS_MAX);
            switch (victim) {
                case 0 -> {
                    monitor.kill();
                    Thread.sleep(pause);
                    monitor.start();
                }
                case 1 -> {
                    rabbit.kill();
                    Thread.sleep(pause);
                    rabbit.startAgain();
                }
                default -> killMysql(mysql, pause);
            }
        }
    }

    private void killMysql(RunningServer mysql, int pause) throws InterruptedException {
        boolean safeTwoPhase = mysql.address().kind() == ServerKind.MYSQL;
        if (!safeTwoPhase) {
            twoPhase.writeLock().lock();
        }
        try {
            if (!safeTwoPhase) {
                Await.until("nothing is prepared", () -> noneIsPrepared(mysql.address()));
            }
            mysql.kill();
            Thread.sleep(pause);
            mysql.startAgain();
        } finally {
            if (!safeTwoPhase) {
                twoPhase.writeLock().unlock();
            }
        }
    }

    /** What a writer has prepared and could not decide, for want of a lock, is rolled back. */
    private static boolean noneIsPrepared(ServerAddress mysql) {
        try (Database admin = Database.existing(mysql, NAME);
                Statement statement = admin.connection().createStatement();
                ResultSet prepared = statement.executeQuery("XA RECOVER")) {
            List<String> xids = new ArrayList<>();
            while (prepared.next()) {
                xids.add(prepared.getString("data"));
            }
            xids.forEach(xid -> admin.run("XA ROLLBACK '" + xid + "'"));
            return xids.isEmpty();
        } catch (SQLException | IllegalStateException stillAttached) {
            return false;
        }
    }

    private void compare(ServerAddress mysql, Database target, Rebuilder rebuilder, Variant variant)
            throws InterruptedException {
        assertThat(rebuilder.faults().stream().limit(FAULTS_SHOWN)).isEmpty();
        try (Database source = Database.existing(mysql, NAME)) {
            source.run("INSERT INTO finished VALUES (1)");
            boolean finished = rebuilder.awaitFinished(SECONDS_WITHOUT_A_ROW_MAX);
            System.out.printf(
                    "rebuild on %s (%s), seed %d: killed monitor %d, broker %d, MySQL %d times; %s%n",
                    variant.kind.title(),
                    variant,
                    SEED,
                    killed[0],
                    killed[1],
                    killed[2],
                    rebuilder);
            assertThat(rebuilder.faults().stream().limit(FAULTS_SHOWN)).isEmpty();
            assertThat(finished).as("the last row has arrived").isTrue();
            assertThat(rebuilder.incomplete()).isEmpty();
            Map<String, String> written = Checksums.of(source);
            Map<String, String> rebuilt = Checksums.of(target);
            System.out.printf("%s%n", written);
            for (String table : written.keySet()) {
                assertThat(rebuilt.get(table))
                        .as(() -> table + " " + Checksums.differences(source, target, table))
                        .isEqualTo(written.get(table));
            }
            assertThat(rebuilt).isEqualTo(written);
        }
    }
}
