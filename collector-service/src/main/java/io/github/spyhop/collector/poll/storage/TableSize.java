package io.github.spyhop.collector.poll.storage;

import org.jspecify.annotations.Nullable;

/** The size of a table, as the server's statistics have it. */
public record TableSize(
        String schema,
        String table,
        @Nullable String engine,
        long rows,
        long dataBytes,
        long indexBytes,
        long freeBytes) {

    /** Data and indexes. */
    public long bytes() {
        return dataBytes + indexBytes;
    }
}
