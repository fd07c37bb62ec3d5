package io.github.spyhop.probe.exchange;

import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.decode.server.ErrPacket;
import java.time.Instant;

/** Makes samples of statements. */
final class StatementSampler {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private final SampleSettings settings;

    StatementSampler(SampleSettings settings) {
        this.settings = settings;
    }

    WireSampleDocument sample(Exchange exchange, PendingExchange source) {
        ErrPacket error = exchange.error();
        return new WireSampleDocument(
                exchange.family().text(),
                null,
                settings.redacted(),
                Instant.ofEpochSecond(
                        exchange.requestNanos() / NANOS_PER_SECOND,
                        exchange.requestNanos() % NANOS_PER_SECOND),
                exchange.session().client() + ":" + exchange.clientPort,
                exchange.latencyMicros(),
                Math.max(0, exchange.firstNanos() - exchange.requestNanos()) / NANOS_PER_MICRO,
                exchange.rows(),
                exchange.affectedRows(),
                exchange.status(),
                error == null ? 0 : error.number(),
                error == null ? null : error.sqlState(),
                error == null || settings.redacted() ? null : error.message(),
                null);
    }
}
