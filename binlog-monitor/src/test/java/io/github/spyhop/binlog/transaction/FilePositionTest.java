package io.github.spyhop.binlog.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.position.BinlogPosition;
import org.junit.jupiter.api.Test;

/** Offsets beyond 4 GiB, of which events state the lower 32 bits. */
class FilePositionTest {

    private static final long FOUR_GIB = 1L << 32;

    private static FilePosition at(long offset) {
        return new FilePosition(new BinlogPosition("binlog.000007", offset));
    }

    @Test
    void wrapsAsOftenAsTheFileIsLong() {
        FilePosition position = at(4);
        for (long offset = 4; offset < 5 * FOUR_GIB; offset += FOUR_GIB / 3 - 1_000_003) {
            position.stepTo(offset % FOUR_GIB);
            assertThat(position.get()).isEqualTo(new BinlogPosition("binlog.000007", offset));
        }
    }

    @Test
    void beginsBeyondTheWrap() {
        FilePosition position = at(FOUR_GIB + 100);
        position.stepTo(300);
        assertThat(position.get().offset()).isEqualTo(FOUR_GIB + 300);
    }

    @Test
    void anEventThatIsInNoFileMovesNothing() {
        FilePosition position = at(FOUR_GIB + 100);
        position.stepTo(0);
        assertThat(position.get().offset()).isEqualTo(FOUR_GIB + 100);
    }
}
