package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.event.ColumnFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as it was when its rows were written.
 *
 * @param keyColumns the indexes of the primary key's columns; of a table that has none, of all
 * @param hasPrimaryKey whether the key's values tell each row from all others
 */
public record TableSchema(
        String schema,
        String table,
        List<Column> columns,
        List<Integer> keyColumns,
        boolean hasPrimaryKey,
        List<ColumnFormat> formats) {

    public TableSchema {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
        formats = List.copyOf(formats);
    }

    static TableSchema of(
            String schema, String table, List<Column> columns, List<Integer> primaryKey) {
        List<Integer> key =
                primaryKey.isEmpty()
                        ? IntStream.range(0, columns.size()).boxed().toList()
                        : primaryKey;
        List<ColumnFormat> formats = columns.stream().map(Column::format).toList();
        return new TableSchema(schema, table, columns, key, !primaryKey.isEmpty(), formats);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
