package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.schema.ColumnDefinition;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.TableDefinition;
import io.github.spyhop.binlog.schema.TableName;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the definitions of tables, one schema at a time.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/refman/8.4/en/information-schema-columns-table.html">
 *     information_schema.COLUMNS</a>
 */
final class Definitions {

    private static final String SCHEMAS =
            """
            SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN
                ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1
            """;

    private Definitions() {}

    static List<SchemaEntry> of(SqlSession session) throws SqlException, InterruptedException {
        List<SchemaEntry> entries = new ArrayList<>();
        for (Row schema : session.query(SCHEMAS)) {
            entries.addAll(of(session, SqlSession.text(schema, 0)));
        }
        return entries;
    }

    private static List<SchemaEntry> of(SqlSession session, String schema)
            throws SqlException, InterruptedException {
        String literal = SqlSession.literal(schema);
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (Row row :
                session.query(
                        """
                        SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.STATISTICS
                        WHERE TABLE_SCHEMA = %s AND INDEX_NAME = 'PRIMARY'
                        ORDER BY TABLE_NAME, SEQ_IN_INDEX
                        """
                                .formatted(literal))) {
            keys.computeIfAbsent(SqlSession.text(row, 0), table -> new ArrayList<>())
                    .add(SqlSession.text(row, 1));
        }
        Map<String, List<ColumnDefinition>> columns = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (Row row :
                session.query(
                        """
                        SELECT c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE,
                            IF(c.DATA_TYPE IN ('enum', 'set'), c.COLUMN_TYPE, '')
                        FROM information_schema.COLUMNS c JOIN information_schema.TABLES t
                            USING (TABLE_SCHEMA, TABLE_NAME)
                        WHERE c.TABLE_SCHEMA = %s AND t.TABLE_TYPE = 'BASE TABLE'
                        ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION
                        """
                                .formatted(literal))) {
            String table = SqlSession.text(row, 0);
            List<ColumnDefinition> known =
                    columns.computeIfAbsent(table, name -> new ArrayList<>());
            ColumnDefinition.of(
                            SqlSession.text(row, 1),
                            SqlSession.text(row, 2),
                            SqlSession.text(row, 3))
                    .ifPresentOrElse(
                            known::add,
                            () ->
                                    unknown.put(
                                            table,
                                            "type " + SqlSession.text(row, 2) + " is not known"));
        }
        List<SchemaEntry> entries = new ArrayList<>();
        columns.forEach((table, list) -> {
            TableName name = new TableName(schema, table);
            entries.add(
                    unknown.containsKey(table)
                            ? SchemaEntry.unknown(name, unknown.getOrDefault(table, ""))
                            : SchemaEntry.defined(
                                    name,
                                    new TableDefinition(
                                            list, keys.getOrDefault(table, List.of()))));
        });
        return entries;
    }
}
