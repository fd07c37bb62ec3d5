package io.github.spyhop.binlog.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCountsTest {

    @Test
    void countsManyTablesEachByItself() {
        TableCounts counts = new TableCounts();
        for (int i = 0; i < 9; i++) {
            TableSchema table =
                    new TableSchema("s", "t" + i, List.of(), List.of(), false, List.of());
            for (int row = 0; row <= i; row++) {
                counts.add(table, RowOperation.UPDATE);
            }
        }

        List<String> seen = new ArrayList<>();
        counts.forEach(
                (table, inserts, updates, deletes) -> seen.add(table.table() + ":" + updates));

        assertThat(seen).startsWith("t0:1", "t1:2", "t2:3").endsWith("t8:9");
        assertThat(counts.total(RowOperation.UPDATE)).isEqualTo(45);
        assertThat(counts.total(RowOperation.INSERT)).isZero();
    }
}
