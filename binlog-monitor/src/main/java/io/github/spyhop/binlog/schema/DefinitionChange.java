package io.github.spyhop.binlog.schema;

import java.util.List;
import java.util.Optional;

/** What a statement does to the definitions of tables. */
sealed interface DefinitionChange {

    /** CREATE TABLE with columns. */
    record Create(TableName table, boolean ifAbsent, TableDefinition definition)
            implements DefinitionChange {}

    /** CREATE TABLE … LIKE. */
    record Copy(TableName table, boolean ifAbsent, TableName original)
            implements DefinitionChange {}

    /** DROP TABLE. */
    record Drop(List<TableName> tables) implements DefinitionChange {}

    /** DROP DATABASE. */
    record DropSchema(String schema) implements DefinitionChange {}

    /** RENAME TABLE; one pair after the other. */
    record Rename(List<NamePair> pairs) implements DefinitionChange {}

    /** ALTER TABLE, which may rename the table too. */
    record Alter(TableName table, List<ColumnChange> changes, Optional<TableName> newName)
            implements DefinitionChange {}

    /** It may not be understood, but is known to concern one table alone. */
    record Obscure(TableName table, String reason) implements DefinitionChange {}

    /** A table's old and new name. */
    record NamePair(TableName from, TableName to) {}
}
