package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.metrics.SourceMetrics;

/** What is read off a source when metrics are asked for. */
final class SourceGauges {

    private SourceGauges() {}

    static void of(SourceRunner runner, SourceMetrics.OfSource meters) {
        meters.gauge(
                "running",
                "1 while the source publishes",
                runner,
                source -> source.state() instanceof SourceState.Running ? 1 : 0);
        meters.gauge(
                "failed",
                "1 while the source is stopped or parked by a fault",
                runner,
                source ->
                        source.state() instanceof SourceState.Failed
                                        || source.state() instanceof SourceState.Parked
                                ? 1
                                : 0);
        meters.gauge(
                "lag.seconds",
                "How long ago the last confirmed transaction was committed; 0 when caught up",
                runner,
                SourceRunner::lagSeconds);
        meters.gauge(
                "unconfirmed",
                "Messages that wait for their confirm",
                runner,
                SourceRunner::unconfirmed);
        meters.gauge(
                "discarded",
                "Messages that reached no queue and were thrown away, as the policy says",
                runner,
                SourceRunner::discarded);
        meters.gauge(
                "blocked",
                "1 while the broker takes no messages for want of memory or disk",
                runner,
                source -> source.isBlocked() ? 1 : 0);
    }
}
