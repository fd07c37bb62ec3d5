package io.github.spyhop.binlog.snapshot;

/**
 * How many rows to read at once: few at first, then more, until they hold so many bytes as they may.
 */
final class ChunkSize {

    private static final int FIRST_ROWS_MAX = 64;
    private static final int GROWTH_MAX = 4;

    private final int rowsMax;
    private final long bytesMax;
    private int rows;

    ChunkSize(SnapshotSettings settings) {
        rowsMax = settings.chunkRowsMax();
        bytesMax = settings.chunkBytesMax();
        reset();
    }

    int rows() {
        return rows;
    }

    /** Another table comes. */
    void reset() {
        rows = Math.min(rowsMax, FIRST_ROWS_MAX);
    }

    /** So many rows had so many bytes. */
    void learn(int count, long bytes) {
        if (count > 0) {
            long fitting = bytes == 0 ? rowsMax : bytesMax * count / bytes;
            long wanted = Math.min(fitting, (long) rows * GROWTH_MAX);
            rows = Math.clamp(wanted, 1, rowsMax);
        }
    }

    /** They took too long. */
    void shrink() {
        rows = Math.max(1, rows / GROWTH_MAX);
    }
}
