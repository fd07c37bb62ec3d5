package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.event.ColumnType;
import io.github.spyhop.binlog.schema.ColumnDefinition;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.TableDefinition;
import io.github.spyhop.binlog.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Definitions of tables as documents. */
final class SchemaDocuments {

    private static final String SCHEMA = "schema_name";
    private static final String TABLE = "table_name";
    private static final String COLUMNS = "columns";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String MEMBERS = "members";
    private static final String PRIMARY_KEY = "primary_key";
    private static final String UNKNOWN = "unknown_because";

    private SchemaDocuments() {}

    static Document of(SchemaEntry entry) {
        Document document =
                new Document(SCHEMA, entry.table().schema())
                        .append(TABLE, entry.table().table())
                        .append(UNKNOWN, entry.unknownBecause());
        entry.definition()
                .ifPresent(definition ->
                        document.append(
                                        COLUMNS,
                                        definition.columns().stream()
                                                .map(SchemaDocuments::of)
                                                .toList())
                                .append(PRIMARY_KEY, definition.primaryKey()));
        return document;
    }

    private static Document of(ColumnDefinition column) {
        Document document = new Document(NAME, column.name()).append(TYPE, column.type().name());
        return column.members().isEmpty() ? document : document.append(MEMBERS, column.members());
    }

    static SchemaEntry entryOf(Document document) {
        return new SchemaEntry(
                new TableName(document.getString(SCHEMA), document.getString(TABLE)),
                Optional.ofNullable(document.getList(COLUMNS, Document.class))
                        .map(columns ->
                                new TableDefinition(
                                        columns.stream().map(SchemaDocuments::columnOf).toList(),
                                        document.getList(PRIMARY_KEY, String.class))),
                document.getString(UNKNOWN));
    }

    private static ColumnDefinition columnOf(Document document) {
        return new ColumnDefinition(
                document.getString(NAME),
                ColumnType.valueOf(document.getString(TYPE)),
                document.getList(MEMBERS, String.class, List.of()));
    }
}
