package io.github.spyhop.collector.poll.link;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.discover.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLSetOption;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The connections to one instance: a small pool for the polls, and one connection more for a {@link
 * Session} of its own. Its methods wait for the answer, at most as long as configured, and are to
 * be called from virtual threads; whatever goes wrong is a {@link ServerFault}.
 */
public final class Link implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Link.class);

    /** The client gives up later than the server does, so that connections stay usable. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Target target;
    private final CollectorConfig.Mysql config;
    private final MySQLConnectOptions options;
    private final Addresses addresses;
    private final Pool pool;
    private final Semaphore sessions = new Semaphore(1);

    public Link(Vertx vertx, Target target, CollectorConfig.Mysql config) {
        this.vertx = vertx;
        this.target = target;
        this.config = config;
        this.options = LinkOptions.connect(target, config);
        this.addresses = new Addresses(target, config);
        this.pool =
                MySQLBuilder.pool()
                        .with(LinkOptions.pool(config))
                        .connectingTo(() -> lookedUp().map(SqlConnectOptions.class::cast))
                        .withConnectHandler(this::prepare)
                        .using(vertx)
                        .build();
    }

    public Target target() {
        return target;
    }

    /** The rows of one of the collector's own statements, each made by the function. */
    public <T> List<T> query(String sql, Function<Row, T> rowOf) {
        RowSet<Row> rows =
                await(
                        pool.query(OwnStatement.marked(sql)).execute(),
                        "answer",
                        config.queryTimeout().plus(GRACE));
        return Session.rowsOf(rows, rowOf);
    }

    /**
     * Runs work on a connection that nobody else uses and that is closed afterwards, so that it may
     * change its settings. There is one at a time per instance.
     *
     * @param statementMax how long a statement of the session may take
     * @param writes whether the transactions may write
     */
    public <T> T session(Duration statementMax, boolean writes, Function<Session, T> work) {
        acquire(statementMax);
        try {
            MySQLConnection connection =
                    await(
                            lookedUp().compose(found -> MySQLConnection.connect(vertx, found)),
                            "accept a connection",
                            config.connectTimeout());
            try (Session session = new Session(this, connection, statementMax.plus(GRACE))) {
                session.execute(
                        writes
                                ? SessionSetup.readWrite(statementMax)
                                : SessionSetup.readOnly(statementMax));
                session.singleStatements();
                return work.apply(session);
            }
        } finally {
            sessions.release();
        }
    }

    /** Ends what a session runs, should the server not have ended it in time by itself. */
    void kill(long connectionId) {
        pool.query(OwnStatement.marked("KILL QUERY " + connectionId))
                .execute()
                .onFailure(failure ->
                        LOGGER.debugf("%s: KILL QUERY: %s", target.name(), failure.getMessage()));
    }

    <T> T await(Future<T> future, String what, Duration limit) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw Faults.timeout(target, what, limit);
        } catch (java.util.concurrent.ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw Faults.of(cause == null ? failure : cause, target);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Faults.timeout(target, what, limit);
        }
    }

    private void acquire(Duration statementMax) {
        Duration wait = statementMax.plus(GRACE).plus(config.connectTimeout());
        try {
            if (!sessions.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Faults.timeout(target, "let a session of its own begin", wait);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Faults.timeout(target, "let a session of its own begin", wait);
        }
    }

    /** A name service may be slow, which neither an event loop nor a virtual thread should feel. */
    private Future<MySQLConnectOptions> lookedUp() {
        return vertx.executeBlocking(() -> addresses.lookedUp(options), false);
    }

    private void prepare(SqlConnection connection) {
        connection
                .query(SessionSetup.readOnly(config.queryTimeout()))
                .execute()
                .compose(set ->
                        MySQLConnection.cast(connection)
                                .setOption(MySQLSetOption.MYSQL_OPTION_MULTI_STATEMENTS_OFF))
                .eventually(() -> connection.close())
                .onFailure(failure ->
                        LOGGER.warnf("%s: session: %s", target.name(), failure.getMessage()));
    }

    @Override
    public void close() {
        pool.close()
                .onFailure(failure ->
                        LOGGER.debugf("%s: close: %s", target.name(), failure.getMessage()));
    }
}
