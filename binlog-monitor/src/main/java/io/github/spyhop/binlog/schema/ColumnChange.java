package io.github.spyhop.binlog.schema;

import java.util.List;

/** One of the changes of an ALTER TABLE that concern columns or the primary key. */
sealed interface ColumnChange {

    /** ADD COLUMN. */
    record Add(ColumnDefinition column, Place place) implements ColumnChange {}

    /** CHANGE COLUMN, and MODIFY COLUMN, which keeps the name. */
    record Change(String old, ColumnDefinition column, Place place) implements ColumnChange {}

    /** RENAME COLUMN. */
    record RenameTo(String old, String name) implements ColumnChange {}

    /** DROP COLUMN. */
    record Remove(String column) implements ColumnChange {}

    /** ADD PRIMARY KEY, by itself or with a column. */
    record AddKey(List<String> columns) implements ColumnChange {
        public AddKey {
            columns = List.copyOf(columns);
        }
    }

    /** DROP PRIMARY KEY. */
    record DropKey() implements ColumnChange {}

    /** Where a column goes. */
    sealed interface Place {

        /** At the end if it is new, else where it was. */
        record Unsaid() implements Place {}

        record First() implements Place {}

        record After(String column) implements Place {}
    }
}
