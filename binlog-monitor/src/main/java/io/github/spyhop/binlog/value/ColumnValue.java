package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.json.JsonBytes;

/**
 * Writes the values of one column as JSON. What is written for each type is in {@code
 * docs/binlog-monitor.md}, "Values".
 */
@FunctionalInterface
public interface ColumnValue {

    /**
     * Writes one value.
     *
     * @param bytes the value is from {@code start} to {@code end}, without its length
     */
    void write(byte[] bytes, int start, int end, JsonBytes json);
}
