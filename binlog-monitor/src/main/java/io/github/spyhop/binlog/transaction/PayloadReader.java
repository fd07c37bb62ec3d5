package io.github.spyhop.binlog.transaction;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.event.TransactionPayloadEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Unwraps the events of a compressed transaction, one at a time; they have no checksums. */
final class PayloadReader implements AutoCloseable {

    private static final int LENGTH_AT = 9;

    private final InputStream input;
    private final BinlogEvent event = new BinlogEvent();
    private byte[] buffer = new byte[16 * 1024];

    PayloadReader(BinlogEvent outer) {
        TransactionPayloadEvent payload = TransactionPayloadEvent.decode(outer.body());
        InputStream raw =
                new ByteArrayInputStream(
                        outer.array(), payload.payloadStart(), payload.payloadLength());
        input =
                switch (payload.compression()) {
                    case NONE -> raw;
                    case ZSTD -> zstd(raw);
                };
    }

    private static InputStream zstd(InputStream raw) {
        try {
            return new ZstdInputStreamNoFinalizer(raw);
        } catch (IOException failure) {
            throw new MalformedEventException("not a zstd payload: " + failure.getMessage());
        }
    }

    /** Goes to the next event, if there is one; {@link #event} shows it. */
    boolean next() {
        try {
            int read = input.readNBytes(buffer, 0, BinlogEvent.HEADER_BYTES);
            if (read == 0) {
                return false;
            }
            int length = lengthStated();
            if (read < BinlogEvent.HEADER_BYTES || length < BinlogEvent.HEADER_BYTES) {
                throw new MalformedEventException("a payload ends within an event's header");
            }
            if (length > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
            }
            int rest = length - BinlogEvent.HEADER_BYTES;
            if (input.readNBytes(buffer, BinlogEvent.HEADER_BYTES, rest) < rest) {
                throw new MalformedEventException("a payload ends within an event");
            }
            event.wrap(buffer, 0, length, 0);
            return true;
        } catch (IOException failure) {
            throw new MalformedEventException(
                    "a payload cannot be unpacked: " + failure.getMessage());
        }
    }

    private int lengthStated() {
        return (buffer[LENGTH_AT] & 0xff)
                | (buffer[LENGTH_AT + 1] & 0xff) << 8
                | (buffer[LENGTH_AT + 2] & 0xff) << 16
                | (buffer[LENGTH_AT + 3] & 0xff) << 24;
    }

    BinlogEvent event() {
        return event;
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException nothingIsLost) {
            throw new IllegalStateException(nothingIsLost);
        }
    }
}
