package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.storage.IndexUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds indexes that are not needed. */
public final class IndexAdvice {

    private IndexAdvice() {}

    /** An index whose columns another one begins with. */
    public record Duplicate(IndexUse index, IndexUse coveredBy) {}

    /** Those that nothing was read by since the server's start; unique ones are needed anyway. */
    public static List<IndexUse> unused(List<IndexUse> indexes) {
        return indexes.stream()
                .filter(index -> {
                    Long reads = index.reads();
                    return !index.unique() && reads != null && reads == 0;
                })
                .toList();
    }

    /** Those that another one of the same table makes needless. */
    public static List<Duplicate> duplicates(List<IndexUse> indexes) {
        Map<String, List<IndexUse>> byTable = new HashMap<>();
        for (IndexUse index : indexes) {
            if (index.ordered()) {
                byTable.computeIfAbsent(
                                index.schema() + "." + index.table(), table -> new ArrayList<>())
                        .add(index);
            }
        }
        List<Duplicate> found = new ArrayList<>();
        byTable.values()
                .forEach(table -> {
                    for (IndexUse index : table) {
                        covering(index, table)
                                .ifPresent(other -> found.add(new Duplicate(index, other)));
                    }
                });
        return found;
    }

    private static Optional<IndexUse> covering(IndexUse index, List<IndexUse> table) {
        return table.stream().filter(other -> covers(other, index)).findFirst();
    }

    private static boolean covers(IndexUse other, IndexUse index) {
        int columns = index.columns().size();
        if (other.equals(index)
                || index.primary()
                || other.columns().size() < columns
                || !other.columns().subList(0, columns).equals(index.columns())) {
            return false;
        }
        boolean same = other.columns().size() == columns;
        if (index.unique()) {
            // It forbids what only another that is unique in just these columns forbids.
            return same && other.unique() && isFirst(other, index);
        }
        return !same || other.unique() || isFirst(other, index);
    }

    /** Of two that are alike only one is named needless. */
    private static boolean isFirst(IndexUse other, IndexUse index) {
        return other.primary() || other.index().compareTo(index.index()) < 0;
    }
}
