package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction whose end has not been read yet. */
final class OpenGroup {

    final String id;
    final @Nullable Gtid gtid;
    final long commitMicros;
    final BinlogPosition start;
    final EventLog log;

    /** What is done with it: itself and, before a second prepare of one xid, the first. */
    final List<Gtid> gtids = new ArrayList<>();

    /** Between BEGIN and its end: a statement does not end it. */
    boolean begun;

    /** Its contents are given up; only its end is looked for. */
    boolean abandoned;

    private final Map<String, EventLog.Mark> savepoints = new HashMap<>();

    OpenGroup(
            String id, @Nullable Gtid gtid, long commitMicros, BinlogPosition start, EventLog log) {
        this.id = id;
        this.gtid = gtid;
        this.commitMicros = commitMicros;
        this.start = start;
        this.log = log;
        if (gtid != null) {
            gtids.add(gtid);
        }
    }

    void savepoint(String name) {
        savepoints.put(name, log.mark());
    }

    /** Drops what came behind the savepoint. */
    void rollBackTo(String name) {
        EventLog.Mark mark = savepoints.get(name);
        if (mark != null) {
            log.rollBackTo(mark);
        }
    }

    void abandon() {
        abandoned = true;
        log.close();
    }
}
