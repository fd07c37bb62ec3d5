package io.github.spyhop.binlog.event;

/** What happened to a row. */
public enum RowOperation {
    INSERT,
    UPDATE,
    DELETE
}
