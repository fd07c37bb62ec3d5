package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.stream.BinlogStream;
import io.github.spyhop.binlog.stream.EventSink;
import io.github.spyhop.binlog.stream.StreamRefusedException;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.stream.StreamStart;
import io.github.spyhop.binlog.transaction.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the first transaction that was committed at a time or later: by bisection the last file that
 * was begun before the time, then by reading on from there.
 */
final class StartByTime {

    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    /** A file of the same second may have been begun behind the time. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private final MySqlServer server;
    private final StreamSettings stream;
    private final ServerFacts facts;

    StartByTime(MySqlServer server, StreamSettings stream, ServerFacts facts) {
        this.server = server;
        this.stream = stream;
        this.facts = facts;
    }

    /**
     * The checkpoint before that transaction; the server's end, if there is none.
     *
     * @throws FaultException if the server's binlog was begun after the time
     */
    Checkpoint find(Instant time, BinlogScan scan)
            throws SqlException, StreamRefusedException, IOException, InterruptedException {
        String file = fileOf(time);
        BinlogPosition begin = new BinlogPosition(file, BinlogPosition.FIRST_OFFSET);
        Before before = new Before(begin, server.gtidsBefore(file));
        long micros = time.getEpochSecond() * MICROS + time.getNano() / NANOS_OF_MICRO;
        scan.run(
                new StreamStart.From(begin),
                begin,
                Map.of(),
                transaction -> {
                    if (transaction.commitMicros() >= micros) {
                        return false;
                    }
                    before.pass(transaction);
                    return true;
                });
        return before.checkpoint(facts);
    }

    private String fileOf(Instant time)
            throws StreamRefusedException, IOException, InterruptedException {
        List<String> files = new ArrayList<>(facts.logs().keySet());
        int low = 0;
        int high = files.size() - 1;
        if (files.isEmpty() || begunAt(files.getFirst()).isAfter(time)) {
            throw new FaultException(
                    FaultCode.POSITION_PURGED, "the server has no binlog of " + time);
        }
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (begunAt(files.get(middle)).plus(RESOLUTION).isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return files.get(low);
    }

    /** When a file was begun, in whole seconds, as its first event says. */
    private Instant begunAt(String file)
            throws StreamRefusedException, IOException, InterruptedException {
        FirstEvent first = new FirstEvent();
        try (BinlogStream reading = new BinlogStream(stream)) {
            reading.run(
                    new StreamStart.From(new BinlogPosition(file, BinlogPosition.FIRST_OFFSET)),
                    first);
        } catch (FirstEvent.Seen seen) {
            // That is all that is looked for.
        }
        return Instant.ofEpochSecond(first.seconds);
    }

    private static final class FirstEvent implements EventSink {

        private long seconds;

        private static final class Seen extends RuntimeException {

            private static final long serialVersionUID = 1L;

            Seen() {
                super("seen", null, false, false);
            }
        }

        @Override
        public void onEvent(BinlogEvent event) {
            if (event.type() == EventType.FORMAT_DESCRIPTION) {
                seconds = event.timestampSeconds();
                throw new Seen();
            }
        }

        @Override
        public void onDrained() {}
    }

    /** What lies before the time. */
    private static final class Before {

        private final GtidSet gtids;
        private BinlogPosition end;
        private BinlogPosition resumeFrom;

        Before(BinlogPosition begin, String gtids) {
            this.gtids = GtidSet.parse(gtids);
            end = begin;
            resumeFrom = begin;
        }

        void pass(Transaction transaction) {
            transaction.gtids().forEach(gtids::add);
            end = transaction.end();
            resumeFrom = transaction.resumeFrom();
        }

        Checkpoint checkpoint(ServerFacts facts) {
            return new Checkpoint(
                    facts.serverUuid(),
                    facts.hasGtids() ? Optional.of(gtids.toString()) : Optional.empty(),
                    end,
                    resumeFrom,
                    Optional.empty());
        }
    }
}
