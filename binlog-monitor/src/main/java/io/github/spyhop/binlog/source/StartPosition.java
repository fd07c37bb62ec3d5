package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.stream.StreamStart;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Decides where reading begins, and refuses rather than to lose what is no longer there. */
final class StartPosition {

    /** Where the first event of each binlog file stands. */
    private static final int FIRST_EVENT = 4;

    private StartPosition() {}

    /** The checkpoint of a source that begins now. */
    static Checkpoint now(ServerFacts facts) {
        BinlogPosition current =
                facts.current()
                        .orElseThrow(() ->
                                new FaultException(
                                        FaultCode.SERVER_UNFIT,
                                        "the server writes no binlog (log_bin = OFF)"));
        Optional<String> gtids =
                facts.hasGtids() ? Optional.of(facts.gtidExecuted()) : Optional.empty();
        return new Checkpoint(facts.serverUuid(), gtids, current, current, Optional.empty());
    }

    /** The time that a source is to begin at, if it is a time, such as {@code 2026-11-21T09:30:00Z}. */
    static Optional<Instant> timeOf(String start) {
        try {
            return Optional.of(Instant.parse(start.strip()));
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }

    /**
     * The checkpoint of a source that begins where it is told to.
     *
     * @param start {@code now}, {@code earliest} for all that the server still has, or the GTID set
     *     of what is not to be published
     */
    static Checkpoint at(String start, ServerFacts facts) {
        Checkpoint now = now(facts);
        return switch (start.strip().toLowerCase(Locale.ROOT)) {
            case "now" -> now;
            case "earliest" -> {
                BinlogPosition first = new BinlogPosition(facts.firstLog(), FIRST_EVENT);
                yield new Checkpoint(
                        facts.serverUuid(),
                        now.gtidSet().map(all -> facts.gtidPurged()),
                        first,
                        first,
                        Optional.empty());
            }
            default ->
                    new Checkpoint(
                            facts.serverUuid(),
                            Optional.of(requireGtids(start, facts)),
                            now.position(),
                            now.resumeFrom(),
                            Optional.empty());
        };
    }

    private static String requireGtids(String start, ServerFacts facts) {
        if (!facts.hasGtids()) {
            throw new FaultException(
                    FaultCode.SERVER_UNFIT,
                    "the start is a GTID set, but the server has no GTIDs (gtid_mode)");
        }
        return GtidSet.parse(start).toString();
    }

    /** Whether the server has nothing behind a checkpoint. */
    static boolean isEnd(Checkpoint done, ServerFacts facts) {
        if (done.gtidSet().isPresent() && facts.hasGtids()) {
            return GtidSet.parse(done.gtidSet().get())
                    .containsAll(GtidSet.parse(facts.gtidExecuted()));
        }
        return facts.current().filter(done.position()::equals).isPresent();
    }

    /**
     * Where the server is asked to begin.
     *
     * @throws FaultException if the server no longer has what is due, or is another one
     */
    static StreamStart after(Checkpoint done, ServerFacts facts) {
        if (done.gtidSet().isPresent() && facts.hasGtids()) {
            GtidSet own = GtidSet.parse(done.gtidSet().get());
            GtidSet lost = GtidSet.parse(facts.gtidPurged()).minus(own);
            if (!lost.isEmpty()) {
                throw new FaultException(
                        FaultCode.POSITION_PURGED,
                        "the server has purged %d transactions that are due: %s"
                                .formatted(lost.count(), lost));
            }
            GtidSet ahead = own.minus(GtidSet.parse(facts.gtidExecuted()));
            if (!ahead.isEmpty()) {
                throw new FaultException(
                        FaultCode.SERVER_BEHIND,
                        "server %s lacks %d transactions that were published: %s"
                                .formatted(facts.serverUuid(), ahead.count(), ahead));
            }
            return new StreamStart.AllBut(own.toString());
        }
        if (!done.serverUuid().equals(facts.serverUuid())) {
            throw new FaultException(
                    FaultCode.SERVER_CHANGED,
                    "the checkpoint is of server %s, this is %s"
                            .formatted(done.serverUuid(), facts.serverUuid()));
        }
        return new StreamStart.From(done.resumeFrom());
    }
}
