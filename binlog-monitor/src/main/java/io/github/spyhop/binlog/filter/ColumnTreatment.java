package io.github.spyhop.binlog.filter;

/** What becomes of a column's values. */
public enum ColumnTreatment {
    PLAIN,
    HASHED,
    MASKED,
    HIDDEN
}
