package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.server.SqlSession;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tables that a snapshot reads, and says why it cannot read others. */
public final class SnapshotPlan {

    /** With the parts of a primary key, and those that are prefixes; numbers of rows are estimated. */
    private static final String TABLES =
            """
            SELECT t.TABLE_SCHEMA, t.TABLE_NAME, IFNULL(t.ENGINE, ''), IFNULL(t.TABLE_ROWS, 0),
                COUNT(s.SEQ_IN_INDEX), COUNT(s.SUB_PART)
            FROM information_schema.TABLES t LEFT JOIN information_schema.STATISTICS s
                ON s.TABLE_SCHEMA = t.TABLE_SCHEMA AND s.TABLE_NAME = t.TABLE_NAME
                AND s.INDEX_NAME = 'PRIMARY'
            WHERE t.TABLE_TYPE = 'BASE TABLE'
            GROUP BY t.TABLE_SCHEMA, t.TABLE_NAME, t.ENGINE, t.TABLE_ROWS
            ORDER BY 1, 2
            """;

    private SnapshotPlan() {}

    /**
     * The tables that patterns name, of those that the source publishes.
     *
     * @param patterns as those of filters; none stands for all
     */
    public static List<TableState> of(
            List<String> patterns, FilterSettings filter, ServerFacts facts, SqlSession session)
            throws SqlException, InterruptedException {
        session.query("SET SESSION information_schema_stats_expiry = 0");
        ChangeFilter published = new ChangeFilter(filter);
        ChangeFilter wanted =
                new ChangeFilter(
                        new FilterSettings(
                                Optional.empty(),
                                patterns,
                                List.of(),
                                filter.operations(),
                                filter.columns()));
        String unfit = unfit(facts, filter);
        List<TableState> tables = new ArrayList<>();
        for (Row row : session.query(TABLES)) {
            TableName table = new TableName(SqlSession.text(row, 0), SqlSession.text(row, 1));
            if (published.publishes(table.schema(), table.table())
                    && wanted.publishes(table.schema(), table.table())) {
                tables.add(
                        TableState.planned(
                                table,
                                Long.parseLong(SqlSession.text(row, 3)),
                                unfit.isEmpty() ? unfit(row) : unfit));
            }
        }
        return tables;
    }

    /** Why no table of the server can be read; empty if they can. */
    private static String unfit(ServerFacts facts, FilterSettings filter) {
        if (!facts.hasGtids()) {
            return "a snapshot is fitted into the stream by GTIDs: set gtid_mode = ON";
        }
        if (!facts.variable("binlog_row_image").equals("FULL")) {
            return "rows that change while they are read are taken from the binlog: set"
                    + " binlog_row_image = FULL";
        }
        if (filter.operations().size() < RowOperation.values().length) {
            return "BINLOG_FILTER_OPERATIONS leaves changes out, so that what was read would not"
                    + " stay current";
        }
        return "";
    }

    private static String unfit(Row table) {
        if (!SqlSession.text(table, 2).equals("InnoDB")) {
            return "its engine %s shows changes before they are committed"
                    .formatted(SqlSession.text(table, 2));
        }
        if (SqlSession.text(table, 4).equals("0")) {
            return "it has no PRIMARY KEY, by which its rows could be told apart and read in parts";
        }
        return SqlSession.text(table, 5).equals("0")
                ? ""
                : "its PRIMARY KEY has only prefixes of columns, which give no order to read by";
    }
}
