package io.github.spyhop.collector.poll.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index, and how it was used since the server's start.
 *
 * @param ordered whether it is a B-tree
 * @param columns with the length of a prefix in parentheses
 * @param reads rows read by it; absent where the server has not opened the table since its start
 * @param micros time spent in it
 */
public record IndexUse(
        String schema,
        String table,
        String index,
        boolean unique,
        boolean ordered,
        List<String> columns,
        @Nullable Long reads,
        long writes,
        long micros) {

    public IndexUse {
        columns = List.copyOf(columns);
    }

    /** Whether it is the primary key. */
    public boolean primary() {
        return index.equals("PRIMARY");
    }
}
