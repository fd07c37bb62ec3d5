package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Some clients that visit the shop at once, and one slow query beside them. */
record Workload(ServerAddress mysql, ShopSchema.Account account) {

    private static final int CLIENTS = 4;
    private static final int VISITS_EACH = 60;
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Runs it once and gives what was sent and changed. */
    Ledger run(Progress progress) throws Exception {
        Ledger ledger = new Ledger();
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                long seed = i;
                clients.add(
                        threads.submit(() -> {
                            visits(ledger, seed, progress);
                            return null;
                        }));
            }
            clients.add(
                    threads.submit(() -> {
                        try (ShopClient client = new ShopClient(mysql, account, ledger, CLIENTS)) {
                            client.slowQuery();
                        }
                        return null;
                    }));
        }
        for (Future<?> client : clients) {
            client.get();
        }
        awaitEmptyCarts();
        return ledger;
    }

    /** Goes on at a slow pace, so that there is something to look at, until it is interrupted. */
    void goOn(Consumer<Ledger> eachVisit) throws SQLException {
        Ledger ledger = new Ledger();
        try (ShopClient client = new ShopClient(mysql, account, ledger, System.nanoTime())) {
            for (int round = 0; true; round++) {
                client.visit(round);
                eachVisit.accept(ledger);
                if (round % 60 == 59) {
                    client.slowQuery();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void visits(Ledger ledger, long seed, Progress progress) throws SQLException {
        try (ShopClient client = new ShopClient(mysql, account, ledger, seed)) {
            for (int round = 0; round < VISITS_EACH; round++) {
                client.visit(round);
                progress.update("workload: %d statements".formatted(ledger.statementsSent()));
            }
        }
    }

    /** Returns when the EVENT has deleted all that expired: its changes are counted too. */
    private void awaitEmptyCarts() throws Exception {
        try (Connection connection = mysql.connect("", "");
                Statement statement = connection.createStatement()) {
            Waiting.until(
                    "the EVENT shop.expire_carts has deleted the expired carts",
                    Duration.ofSeconds(20),
                    () -> {
                        try (ResultSet row =
                                statement.executeQuery("SELECT COUNT(*) FROM shop.carts")) {
                            return row.next() && row.getLong(1) == 0;
                        }
                    });
        }
    }
}
