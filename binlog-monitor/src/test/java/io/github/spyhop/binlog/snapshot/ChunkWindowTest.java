package io.github.spyhop.binlog.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.change.TestRows;
import io.github.spyhop.binlog.schema.TableSchema;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkWindowTest {

    private static final TableSchema TABLE = TestRows.table("t");

    private final ChunkWindow window = new ChunkWindow(3, 10_000);

    private static String key(int id) {
        return id + ",";
    }

    private void follow(RowChange change) {
        assertThat(window.follow(change)).isFalse();
    }

    private int valueOf(int id) {
        return window.of(key(id)) instanceof ChunkWindow.Changed(var table, var row)
                        && table.equals(TABLE)
                ? TestRows.value(row, 1)
                : -1;
    }

    @Test
    void aRowThatIsNotChangedIsAsItWasRead() {
        assertThat(window.of(key(1))).isInstanceOf(ChunkWindow.Untouched.class);
    }

    @Test
    void aChangedRowIsAsItsLastChangeLeftIt() {
        follow(TestRows.update(TABLE, 1, 10, 11));
        follow(TestRows.update(TABLE, 1, 11, 12));

        assertThat(valueOf(1)).isEqualTo(12);
    }

    @Test
    void aRowThatIsGoneOrNewIsSettledWhateverComesThen() {
        follow(TestRows.delete(TABLE, 1, 10));
        follow(TestRows.insert(TABLE, 2, 20));
        follow(TestRows.update(TABLE, 2, 20, 21));

        assertThat(window.of(key(1))).isInstanceOf(ChunkWindow.Settled.class);
        assertThat(window.of(key(2))).isInstanceOf(ChunkWindow.Settled.class);
    }

    @Test
    void aChangeOfTheKeyBringsTheWholeRowAlong() {
        assertThat(window.follow(TestRows.update(TABLE, 1, 10, 5, 11))).isTrue();

        assertThat(window.of(key(1))).isInstanceOf(ChunkWindow.Settled.class);
        assertThat(window.of(key(5))).isInstanceOf(ChunkWindow.Settled.class);
        assertThat(window.follow(TestRows.update(TABLE, 5, 11, 7, 12)))
                .as("also of a row that moved before: after a crash that may not be known")
                .isTrue();
    }

    @Test
    void onlyRowsOfTheChunkCountOnceItIsThere() {
        follow(TestRows.update(TABLE, 1, 10, 11));
        window.restrictTo(Set.of(key(2), key(3)));
        follow(TestRows.update(TABLE, 2, 20, 21));
        follow(TestRows.update(TABLE, 9, 90, 91));

        assertThat(valueOf(1)).isEqualTo(-1);
        assertThat(valueOf(2)).isEqualTo(21);
        assertThat(window.of(key(9))).isInstanceOf(ChunkWindow.Untouched.class);
    }

    @Test
    void tooManyRowsMakeItAskAgain() {
        for (int id = 1; id <= 4; id++) {
            follow(TestRows.update(TABLE, id, 10, 11));
        }

        assertThat(window.isOverfull()).isTrue();
    }
}
