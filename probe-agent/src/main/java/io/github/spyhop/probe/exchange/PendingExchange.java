package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.digest.Family;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command without its answer yet; used again for later ones of the connection. */
final class PendingExchange {

    private static final int ROOMY_BYTES = 512;
    private static final byte[] NONE = new byte[0];

    Command command = Command.PING;
    @Nullable Family family;

    /** The statements behind the first one of a text with several. */
    List<StatementPart> further = List.of();

    int furtherAnswered;
    @Nullable PreparedStatement prepared;

    /** The schema that this command asks for. */
    @Nullable String schemaAsked;

    @Nullable String userAsked;

    /** A SET statement that may change how later ones are to be read. */
    @Nullable String settingAsked;

    long requestNanos;

    /** What came of the answer of a statement that has several results. */
    long rows;

    long bytes;
    long firstNanos;

    /** The first bytes of the command's payload, for samples. */
    private byte[] payload = NONE;

    private int payloadLength;

    void start(Request request, int payloadBytesMax) {
        command = request.command();
        requestNanos = request.nanos();
        family = null;
        further = List.of();
        furtherAnswered = 0;
        prepared = null;
        schemaAsked = null;
        userAsked = null;
        settingAsked = null;
        rows = 0;
        bytes = 0;
        firstNanos = 0;
        keepPayload(request, Math.min(payloadBytesMax, request.length()));
    }

    private void keepPayload(Request request, int length) {
        if (payload.length < length || (payload.length > ROOMY_BYTES && length < ROOMY_BYTES / 2)) {
            payload = new byte[Math.max(64, length)];
        }
        System.arraycopy(request.bytes(), request.offset(), payload, 0, length);
        payloadLength = length;
    }

    byte[] payload() {
        return Arrays.copyOf(payload, payloadLength);
    }
}
