package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.Request;
import io.github.spyhop.probe.digest.Reading;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that a client sent ahead of an execution, in pieces (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_send_long_data.html">COM_STMT_SEND_LONG_DATA</a>).
 */
final class LongData {

    private final Map<Integer, ByteArrayOutputStream> values = new HashMap<>();
    private int bytes;
    private boolean cut;

    /**
     * Adds a piece of a value, which is the rest of a request.
     *
     * @param bytesMax what there is room for; a value that is longer is given up
     * @return how many bytes were kept
     */
    int add(int parameter, Request request, int from, int bytesMax) {
        ByteArrayOutputStream value =
                values.computeIfAbsent(parameter, absent -> new ByteArrayOutputStream(0));
        int length = request.length() - from;
        cut |= request.isCut() || length > bytesMax;
        int kept = cut ? 0 : length;
        value.write(request.bytes(), request.offset() + from, kept);
        bytes += kept;
        return kept;
    }

    int bytes() {
        return bytes;
    }

    boolean has(int parameter) {
        return values.containsKey(parameter);
    }

    /** Null if it was too long. */
    @Nullable String literal(int parameter, int type, Reading reading) {
        ByteArrayOutputStream value = values.get(parameter);
        if (cut || value == null) {
            return null;
        }
        byte[] whole = value.toByteArray();
        return BinaryValue.text(whole, 0, whole.length, type, reading);
    }
}
