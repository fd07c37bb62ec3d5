package io.github.spyhop.binlog.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableCountsTest {

    @Test
    void countsTheRowsOfAsManyTablesAsATransactionChanges() {
        TableCounts counts = new TableCounts();
        for (int i = 0; i < 9; i++) {
            TableSchema table =
                    new TableSchema("shop", "t" + i, List.of(), List.of(), false, List.of());
            counts.add(table, RowOperation.INSERT);
            counts.add(table, RowOperation.DELETE);
            counts.add(table, RowOperation.DELETE);
        }

        Map<String, List<Integer>> seen = new HashMap<>();
        counts.forEach((table, inserts, updates, deletes) ->
                seen.put(table.table(), List.of(inserts, updates, deletes)));

        assertThat(seen)
                .hasSize(9)
                .allSatisfy((table, each) -> assertThat(each).containsExactly(1, 0, 2));
        assertThat(counts.total(RowOperation.DELETE)).isEqualTo(18);
    }
}
