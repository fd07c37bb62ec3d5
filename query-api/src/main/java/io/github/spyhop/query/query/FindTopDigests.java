package io.github.spyhop.query.query;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.DigestWindows.ServerTotals;
import io.github.spyhop.query.read.DigestWindows.WireTotals;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.response.TopDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statement families that took the most time, on the wire or inside the servers. */
@ApplicationScoped
public class FindTopDigests {

    private static final WireTotals NOT_ON_WIRE = new WireTotals(0, 0, 0, 0, new LatencySketch());
    private static final ServerTotals NOT_IN_SERVER = new ServerTotals(0, 0, 0, 0, 0);
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final DigestWindows windows;

    FindTopDigests(DigestWindows windows) {
        this.windows = windows;
    }

    public List<TopDigest> find(Scope scope, int limit) {
        Map<String, WireTotals> wire = windows.topOfWire(scope, limit);
        Map<String, ServerTotals> servers = windows.topOfServers(scope, limit);
        Set<String> ids = new LinkedHashSet<>(wire.keySet());
        ids.addAll(servers.keySet());
        Map<String, DigestDocument> families = windows.families(ids);
        List<TopDigest> top = new ArrayList<>();
        for (String id : ids) {
            top.add(
                    join(
                            id,
                            families.get(id),
                            wire.getOrDefault(id, NOT_ON_WIRE),
                            servers.getOrDefault(id, NOT_IN_SERVER)));
        }
        top.sort(Comparator.comparingLong(FindTopDigests::micros).reversed());
        return top.subList(0, Math.min(limit, top.size()));
    }

    private static long micros(TopDigest digest) {
        return Math.max(digest.wireLatencyMicrosSum(), digest.serverLatencyMicrosSum());
    }

    private static TopDigest join(
            String id, @Nullable DigestDocument family, WireTotals wire, ServerTotals server) {
        return new TopDigest(
                id,
                family == null ? "" : family.digestText(),
                family == null ? "OTHER" : family.kind(),
                family == null ? List.of() : family.tables(),
                wire.count(),
                wire.errors(),
                wire.latencyMicrosSum(),
                quantile(wire.latency(), MEDIAN),
                quantile(wire.latency(), P99),
                wire.latencyMicrosMax(),
                server.count(),
                server.errors(),
                server.latencyMicrosSum(),
                server.rowsExamined(),
                server.rowsSent());
    }

    private static long quantile(LatencySketch latency, double quantile) {
        return latency.count() == 0 ? 0 : latency.quantileMicros(quantile);
    }
}
