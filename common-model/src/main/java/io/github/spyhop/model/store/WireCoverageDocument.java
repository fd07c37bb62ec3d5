package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/**
 * What the wire could not show of a server within a window ({@link StoreCollection#WIRE_COVERAGE}).
 *
 * @param id made of the probe's run, the server and the window's start
 * @param statements those that were answered
 * @param statementsLost those whose answer or text was not seen, by reason
 * @param connectionsOpened connections that were new to the probe
 * @param connectionsJoinedLate those of them that had begun before the capture
 * @param connectionsUnreadable connections that could not be read from some point on, by reason
 * @param statementsFolded statements counted under {@code *} because there were too many keys
 * @param capture what the probe's devices missed within the window, whichever server it was of
 */
public record WireCoverageDocument(
        @BsonId String id,
        String probe,
        String server,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long statements,
        @BsonProperty("statements_lost") Map<String, Long> statementsLost,
        @BsonProperty("connections_opened") long connectionsOpened,
        @BsonProperty("connections_joined_late") long connectionsJoinedLate,
        @BsonProperty("connections_unreadable") Map<String, Long> connectionsUnreadable,
        @BsonProperty("logins_refused") long loginsRefused,
        @BsonProperty("statements_folded") long statementsFolded,
        Capture capture) {

    public WireCoverageDocument {
        statementsLost = Map.copyOf(statementsLost);
        connectionsUnreadable = Map.copyOf(connectionsUnreadable);
    }

    /**
     * Packets of all watched servers.
     *
     * @param packetsDuplicate copies that another interface had shown already
     * @param packetsMalformed whose headers contradict themselves
     * @param gapBytes sent, but not captured, as TCP's sequence numbers show
     */
    public record Capture(
            long packets,
            @BsonProperty("packets_dropped_by_kernel") long packetsDroppedByKernel,
            @BsonProperty("packets_dropped_by_interface") long packetsDroppedByInterface,
            @BsonProperty("packets_duplicate") long packetsDuplicate,
            @BsonProperty("packets_malformed") long packetsMalformed,
            @BsonProperty("fragments_incomplete") long fragmentsIncomplete,
            long gaps,
            @BsonProperty("gap_bytes") long gapBytes) {}
}
