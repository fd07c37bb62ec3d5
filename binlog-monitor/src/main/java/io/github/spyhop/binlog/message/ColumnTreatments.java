package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.filter.ColumnTreatment;
import io.github.spyhop.binlog.schema.TableSchema;

/**
 * What becomes of the columns of all tables.
 *
 * @param hashKey of those that are hashed
 */
record ColumnTreatments(ChangeFilter filter, String hashKey) {

    ColumnTreatment of(TableSchema table, String column) {
        return filter.treatmentOf(table, column);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ColumnTreatments";
    }
}
