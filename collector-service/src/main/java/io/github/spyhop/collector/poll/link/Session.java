package io.github.spyhop.collector.poll.link;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLSetOption;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A connection for one piece of work alone; see {@link Link#session}. */
public final class Session implements AutoCloseable {

    private static final String CONNECTION_ID = OwnStatement.marked("SELECT CONNECTION_ID()");

    private final Link link;
    private final MySQLConnection connection;
    private final Duration statementMax;
    private final long connectionId;

    Session(Link link, MySQLConnection connection, Duration statementMax) {
        this.link = link;
        this.connection = connection;
        this.statementMax = statementMax;
        RowSet<Row> row = await(connection.query(CONNECTION_ID).execute());
        this.connectionId = row.iterator().next().getLong(0);
    }

    public long connectionId() {
        return connectionId;
    }

    /** Runs one of the collector's own statements. */
    public void execute(String sql) {
        String marked = OwnStatement.isMarked(sql) ? sql : OwnStatement.marked(sql);
        await(connection.query(marked).execute());
    }

    /** The rows of one of the collector's own statements. */
    public <T> List<T> query(String sql, Function<Row, T> rowOf) {
        return rowsOf(await(connection.query(OwnStatement.marked(sql)).execute()), rowOf);
    }

    /** Makes a schema the default one. */
    public void use(String schema) {
        await(connection.specifySchema(schema));
    }

    /**
     * The rows of a statement that is prepared, which the server allows for a single statement only,
     * whatever the text may hold.
     */
    public <T> List<T> prepared(String sql, Tuple values, Function<Row, T> rowOf) {
        return rowsOf(
                await(
                        connection
                                .prepare(OwnStatement.marked(sql))
                                .compose(statement -> statement.query().execute(values))),
                rowOf);
    }

    static <T> List<T> rowsOf(RowSet<Row> rows, Function<Row, T> rowOf) {
        List<T> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            result.add(rowOf.apply(row));
        }
        return result;
    }

    void singleStatements() {
        await(connection.setOption(MySQLSetOption.MYSQL_OPTION_MULTI_STATEMENTS_OFF));
    }

    private <T> T await(Future<T> future) {
        try {
            return link.await(future, "answer", statementMax);
        } catch (ServerFault fault) {
            if (fault.kind() == ServerFault.Kind.TIMEOUT && !future.isComplete()) {
                link.kill(connectionId);
            }
            throw fault;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
