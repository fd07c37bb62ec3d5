package io.github.spyhop.binlog.snapshot;

import java.util.List;

/**
 * That tables are to be read.
 *
 * @param id tells this snapshot from others of the source
 * @param tables patterns {@code schema.table} with {@code *}
 * @param cancelled whether it is not to go on
 */
public record SnapshotOrder(String id, List<String> tables, boolean cancelled) {

    /** The id of the one that the configuration asks for. */
    public static final String INITIAL = "initial";

    public SnapshotOrder {
        tables = List.copyOf(tables);
    }
}
