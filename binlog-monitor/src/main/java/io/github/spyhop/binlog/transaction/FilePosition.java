package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.position.BinlogPosition;

/**
 * Follows the place in the binlog files. An event states where the next one stands modulo 4 GiB,
 * which a file may exceed; here the offset has 64 bits.
 */
final class FilePosition {

    private static final long WRAP = 1L << 32;

    private String file;
    private long offset;
    private long offsetBefore;

    FilePosition(BinlogPosition start) {
        file = start.file();
        offset = start.offset();
    }

    void moveTo(BinlogPosition next) {
        file = next.file();
        offset = next.offset();
    }

    /** Steps behind an event of the file. */
    void stepOver(BinlogEvent event) {
        offsetBefore = offset;
        stepTo(event.nextPosition());
    }

    /** Where the event began that was stepped over last. */
    BinlogPosition before() {
        return new BinlogPosition(file, offsetBefore);
    }

    /** Steps to an offset that is known modulo 4 GiB. */
    void stepTo(long offsetModulo) {
        if (offsetModulo == 0) {
            return;
        }
        long high = offset & -WRAP;
        long candidate = high | offsetModulo;
        offset = candidate < offset ? candidate + WRAP : candidate;
    }

    BinlogPosition get() {
        return new BinlogPosition(file, offset);
    }
}
