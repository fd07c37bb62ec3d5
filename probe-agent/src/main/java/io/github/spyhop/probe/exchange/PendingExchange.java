package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.digest.Family;
import io.github.spyhop.probe.digest.Reading;
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

    /** Of an execution: what its values are of, and what was sent ahead of it. */
    @Nullable ParameterTypes types;

    @Nullable LongData ahead;

    /** Whether the login agreed on query attributes; null if it was not seen. */
    @Nullable Boolean attributesAgreed;

    /** Whether attributes precede the statement of a COM_QUERY. */
    boolean hasAttributes;

    /** Where the statement begins in the payload, and where it ends. */
    int textFrom;

    int textTo;

    Reading reading = Reading.DEFAULT;

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
        types = null;
        ahead = null;
        hasAttributes = false;
        textFrom = 1;
        textTo = request.length();
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

    /** The statement that the payload holds, as far as it was kept. */
    KeptText text() {
        int to = Math.min(textTo, payloadLength);
        int from = Math.min(textFrom, to);
        return new KeptText(Arrays.copyOfRange(payload, from, to), to < textTo, reading);
    }
}
