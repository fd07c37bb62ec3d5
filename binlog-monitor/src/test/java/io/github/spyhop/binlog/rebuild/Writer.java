package io.github.spyhop.binlog.rebuild;

import io.github.spyhop.testbed.server.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** One session that changes rows and definitions at random until it is told to end. */
final class Writer implements Runnable {

    private static final long PAUSE_MILLIS = 50;

    private final String name;
    private final String schema;
    private final ServerAddress server;
    private final RandomSql sql;
    private final Lock whileTwoPhase;
    private volatile boolean ending;
    private @Nullable Connection connection;
    private int xids;

    /**
     * @param whileTwoPhase is held while an XA transaction is prepared or ended
     */
    Writer(String name, String schema, ServerAddress server, RandomSql sql, Lock whileTwoPhase) {
        this.name = name;
        this.schema = schema;
        this.server = server;
        this.sql = sql;
        this.whileTwoPhase = whileTwoPhase;
    }

    void end() {
        ending = true;
    }

    @Override
    public void run() {
        while (!ending) {
            try {
                step();
                Thread.sleep(sql.below(4));
            } catch (SQLException refused) {
                undo();
            } catch (InterruptedException stopped) {
                return;
            }
        }
        try {
            endPrepared(open());
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void step() throws SQLException, InterruptedException {
        Connection open = open();
        int kind = sql.below(100);
        if (kind < 8) {
            twoPhase(open);
        } else if (kind < 14) {
            run(open, sql.definition());
        } else if (kind < 40) {
            run(open, sql.change());
        } else {
            transaction(open);
        }
    }

    private void transaction(Connection open) throws SQLException {
        run(open, "START TRANSACTION");
        for (int i = sql.below(6); i >= 0; i--) {
            run(open, sql.change());
            if (sql.percent(10)) {
                run(open, "SAVEPOINT s");
                run(open, sql.change());
                run(open, "ROLLBACK TO s");
            }
        }
        run(open, sql.percent(10) ? "ROLLBACK" : "COMMIT");
    }

    private void twoPhase(Connection open) throws SQLException {
        String xid = "'%s-%d'".formatted(name, xids++);
        whileTwoPhase.lock();
        try {
            run(open, "XA START " + xid);
            for (int i = sql.below(4); i >= 0; i--) {
                run(open, sql.change());
            }
            run(open, "XA END " + xid);
            if (sql.percent(20)) {
                run(open, "XA COMMIT " + xid + " ONE PHASE");
            } else {
                run(open, "XA PREPARE " + xid);
                run(open, (sql.percent(20) ? "XA ROLLBACK " : "XA COMMIT ") + xid);
            }
        } finally {
            whileTwoPhase.unlock();
        }
    }

    private static void run(Connection open, String text) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(text);
        }
    }

    /** A new connection: whatever the old one had open is gone, but for what was prepared. */
    private void undo() {
        try (Connection broken = connection) {
            connection = null;
            if (broken != null) {
                broken.abort(Runnable::run);
            }
        } catch (SQLException alreadyGone) {
            connection = null;
        }
    }

    private Connection open() throws SQLException, InterruptedException {
        Connection open = connection;
        while (open == null) {
            try {
                open = server.connect(schema, "&socketTimeout=120000");
                run(
                        open,
                        "SET sql_mode = '', time_zone = '+00:00', lock_wait_timeout = 2,"
                                + " innodb_lock_wait_timeout = 2");
                endPrepared(open);
                connection = open;
            } catch (SQLException away) {
                open = null;
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return open;
    }

    /** Ends this writer's own transactions that are still prepared. */
    private void endPrepared(Connection open) throws SQLException {
        whileTwoPhase.lock();
        try (Statement statement = open.createStatement();
                ResultSet prepared = statement.executeQuery("XA RECOVER")) {
            while (prepared.next()) {
                String xid = prepared.getString("data");
                if (xid.startsWith(name + "-")) {
                    try {
                        run(open, (sql.percent(50) ? "XA COMMIT '" : "XA ROLLBACK '") + xid + "'");
                    } catch (SQLException refused) {
                        // 1397: its session has not ended yet; it is asked for again.
                        if (refused.getErrorCode() != 1397 || ending) {
                            throw refused;
                        }
                    }
                }
            }
        } finally {
            whileTwoPhase.unlock();
        }
    }
}
