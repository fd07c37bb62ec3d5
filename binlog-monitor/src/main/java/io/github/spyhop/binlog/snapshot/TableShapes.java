package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.charset.CharacterSet;
import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.event.ColumnFormat;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.schema.Column;
import io.github.spyhop.binlog.schema.ColumnDefinition;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.server.SqlSession;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a server how a table looks now. Used by one thread. */
final class TableShapes {

    private final CharacterSets characterSets;
    private final Map<Integer, String> collations;

    TableShapes(ServerFacts facts) {
        collations = facts.collations();
        characterSets = new CharacterSets(collations, facts.characterTables());
    }

    /** A table, or why it cannot be read. */
    sealed interface Answer {}

    record Shaped(TableShape shape) implements Answer {}

    record Unreadable(String reason) implements Answer {}

    Answer of(TableName table, SqlSession session) throws SqlException, InterruptedException {
        List<Column> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> collationsOfColumns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try {
            for (Row row : session.query(columnsOf(table))) {
                String name = SqlSession.text(row, 0);
                String type = SqlSession.text(row, 2);
                String characterSet = SqlSession.text(row, 3);
                Optional<ColumnDefinition> definition =
                        ColumnDefinition.of(name, SqlSession.text(row, 1), type);
                if (definition.isEmpty()) {
                    return new Unreadable("column " + name + " has the type " + type);
                }
                names.add(name);
                types.add(type + " " + SqlSession.text(row, 4));
                collationsOfColumns.add(
                        characterSet.isEmpty() ? "" : characterSet + " " + SqlSession.text(row, 4));
                columns.add(column(definition.get(), characterSet));
            }
        } catch (FaultException unknown) {
            return new Unreadable(unknown.fault().detail());
        }
        if (columns.isEmpty()) {
            return new Unreadable("the table is no more");
        }
        List<Integer> key = new ArrayList<>();
        StringBuilder form = new StringBuilder();
        for (Row row : session.query(keyOf(table))) {
            int column = names.indexOf(SqlSession.text(row, 0));
            key.add(column);
            form.append(names.get(column)).append(' ').append(types.get(column)).append(", ");
        }
        if (key.isEmpty()) {
            return new Unreadable("the table has no primary key any more");
        }
        List<ColumnFormat> formats = columns.stream().map(Column::format).toList();
        TableSchema schema =
                new TableSchema(table.schema(), table.table(), columns, key, true, formats);
        return new Shaped(new TableShape(schema, collationsOfColumns, form.toString()));
    }

    private Column column(ColumnDefinition definition, String characterSet) {
        return new Column(
                definition.name(),
                new ColumnFormat(definition.type(), 0, 0, 0),
                false,
                characterSet.isEmpty() ? Optional.empty() : named(characterSet),
                definition.members());
    }

    private Optional<CharacterSet> named(String characterSet) {
        return collations.entrySet().stream()
                .filter(collation -> collation.getValue().equals(characterSet))
                .findFirst()
                .flatMap(collation -> characterSets.of(collation.getKey()));
    }

    private static String columnsOf(TableName table) {
        return """
        SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IFNULL(CHARACTER_SET_NAME, ''),
            IFNULL(COLLATION_NAME, '')
        FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = %s AND TABLE_NAME = %s
        ORDER BY ORDINAL_POSITION
        """
                .formatted(SqlSession.literal(table.schema()), SqlSession.literal(table.table()));
    }

    private static String keyOf(TableName table) {
        return """
        SELECT COLUMN_NAME FROM information_schema.STATISTICS
        WHERE TABLE_SCHEMA = %s AND TABLE_NAME = %s AND INDEX_NAME = 'PRIMARY'
        ORDER BY SEQ_IN_INDEX
        """
                .formatted(SqlSession.literal(table.schema()), SqlSession.literal(table.table()));
    }
}
