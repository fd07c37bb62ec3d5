package io.github.spyhop.probe.cluster;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A client that sends one statement again and again, and counts. */
final class Traffic implements AutoCloseable {

    private static final long PAUSE_MILLIS = 2;

    private final AtomicLong sent = new AtomicLong();
    private final CompletableFuture<Void> ended;
    private volatile boolean stopped;

    Traffic(ServerAddress mysql, String sql) {
        ended =
                CompletableFuture.runAsync(
                        () -> send(mysql, sql), task -> Thread.ofPlatform().daemon().start(task));
    }

    private void send(ServerAddress mysql, String sql) {
        try (Connection connection = mysql.connect("", "&useServerPrepStmts=false");
                Statement statement = connection.createStatement()) {
            while (!stopped) {
                statement.execute(sql);
                sent.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** How many statements were answered until now. */
    long sent() {
        return sent.get();
    }

    /** Ends it; how many statements were answered. */
    long stop() {
        stopped = true;
        ended.join();
        return sent.get();
    }

    @Override
    public void close() {
        stop();
    }
}
