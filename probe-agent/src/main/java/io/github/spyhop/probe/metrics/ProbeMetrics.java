package io.github.spyhop.probe.metrics;

import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.probe.live.CaptureService;
import io.github.spyhop.probe.report.ReportSink;
import io.github.spyhop.probe.report.WindowReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Counts what the windows say, so that Prometheus has it without a query to the store. */
@ApplicationScoped
class ProbeMetrics implements ReportSink {

    private static final String PREFIX = "spyhop.probe.";

    private final MeterRegistry registry;

    ProbeMetrics(MeterRegistry registry, CaptureService capture) {
        this.registry = registry;
        Gauge.builder(PREFIX + "connections", capture, each -> each.counts().connections())
                .description("TCP connections that are followed")
                .register(registry);
        Gauge.builder(PREFIX + "kept.bytes", capture, each -> each.counts().keptBytes())
                .description("Memory for what arrives in pieces or out of order")
                .register(registry);
    }

    @Override
    public void report(WindowReport report) {
        registry.counter(PREFIX + "windows").increment();
        captured(report.capture());
        for (WireCoverageDocument server : report.coverage()) {
            count("statements", "", server.statements());
            count("statements.folded", "", server.statementsFolded());
            count("connections.opened", "", server.connectionsOpened());
            count("connections.joined.late", "", server.connectionsJoinedLate());
            countByReason("statements.lost", server.statementsLost());
            countByReason("connections.unreadable", server.connectionsUnreadable());
        }
    }

    private void captured(WireCoverageDocument.Capture capture) {
        count("packets", "", capture.packets());
        count("packets.duplicate", "", capture.packetsDuplicate());
        count("packets.malformed", "", capture.packetsMalformed());
        count("gap.bytes", "", capture.gapBytes());
        count("packets.dropped", "kernel", capture.packetsDroppedByKernel());
        count("packets.dropped", "interface", capture.packetsDroppedByInterface());
    }

    private void countByReason(String name, Map<String, Long> reasons) {
        reasons.forEach((reason, count) -> count(name, reason, count));
    }

    private void count(String name, String reason, long count) {
        (reason.isEmpty()
                        ? registry.counter(PREFIX + name)
                        : registry.counter(PREFIX + name, "reason", reason))
                .increment((double) count);
    }
}
