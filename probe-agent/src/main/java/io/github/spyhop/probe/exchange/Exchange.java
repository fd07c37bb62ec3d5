package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.digest.Family;
import org.jspecify.annotations.Nullable;

/**
 * A statement and its response; filled again for the next one, so what shall outlive the call must
 * be copied.
 */
public final class Exchange {

    private static final long NANOS_PER_MICRO = 1_000;

    @Nullable Session session;
    @Nullable Family family;
    long requestNanos;
    long firstNanos;
    long lastNanos;
    long rows;
    long bytes;
    long affectedRows;
    int status;
    int warnings;
    @Nullable ErrPacket error;
    int clientPort;
    @Nullable StatementSampler sampler;
    @Nullable PendingExchange source;

    public Session session() {
        if (session == null) {
            throw new IllegalStateException("an exchange is shown without a session");
        }
        return session;
    }

    public Family family() {
        if (family == null) {
            throw new IllegalStateException("an exchange is shown without a family");
        }
        return family;
    }

    /** When the request's last byte was captured, in nanoseconds since 1970. */
    public long requestNanos() {
        return requestNanos;
    }

    /** When the response's first byte was. */
    public long firstNanos() {
        return firstNanos;
    }

    /** When the response's last byte was. */
    public long lastNanos() {
        return lastNanos;
    }

    /** From the request's last byte to the response's last byte. */
    public long latencyMicros() {
        return Math.max(0, lastNanos - requestNanos) / NANOS_PER_MICRO;
    }

    public long rows() {
        return rows;
    }

    /** Of the response. */
    public long bytes() {
        return bytes;
    }

    public long affectedRows() {
        return affectedRows;
    }

    /** The flags of {@link io.github.spyhop.probe.decode.wire.ServerStatus}. */
    public int status() {
        return status;
    }

    public int warnings() {
        return warnings;
    }

    /** Why it failed, or null. */
    public @Nullable ErrPacket error() {
        return error;
    }

    /** A copy of this statement, to be kept. */
    public WireSampleDocument sample() {
        if (sampler == null || source == null) {
            throw new IllegalStateException("an exchange is shown without its source");
        }
        return sampler.sample(this, source);
    }
}
