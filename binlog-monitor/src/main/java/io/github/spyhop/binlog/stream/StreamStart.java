package io.github.spyhop.binlog.stream;

import io.github.spyhop.binlog.position.BinlogPosition;

/** From where the server is asked to send its binlog. */
public sealed interface StreamStart {

    /** Every transaction whose GTID is not in the set, in the order of the server's files. */
    record AllBut(String gtidSet) implements StreamStart {}

    /** Every event from a place in a file. */
    record From(BinlogPosition position) implements StreamStart {}
}
