package io.github.spyhop.binlog.snapshot;

import java.util.List;

/**
 * How tables are read.
 *
 * @param tables what a source reads that has had no snapshot; nothing if empty
 * @param chunkRowsMax how many rows are read at once
 * @param chunkBytesMax fewer are read where they hold more than this
 */
public record SnapshotSettings(List<String> tables, int chunkRowsMax, long chunkBytesMax) {

    public SnapshotSettings {
        tables = List.copyOf(tables);
    }
}
