package io.github.spyhop.query.query;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.Figures;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.WindowSource;
import io.github.spyhop.query.response.TopDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statement families that took the most time, on the wire or inside the servers. */
@ApplicationScoped
public class FindTopDigests {

    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final DigestWindows windows;

    FindTopDigests(DigestWindows windows) {
        this.windows = windows;
    }

    /** The families with the most time on either side, with what both sides know of them. */
    public List<TopDigest> find(Scope scope, int limit) {
        Set<String> ids = new LinkedHashSet<>(windows.top(WindowSource.WIRE, scope, limit));
        ids.addAll(windows.top(WindowSource.SERVER, scope, limit));
        Map<String, Figures> wire = windows.figures(WindowSource.WIRE, scope, ids);
        Map<String, Figures> servers = windows.sums(WindowSource.SERVER, scope, ids);
        Map<String, DigestDocument> families = windows.families(ids);
        List<TopDigest> top = new ArrayList<>();
        for (String id : ids) {
            top.add(
                    join(
                            id,
                            families.get(id),
                            wire.getOrDefault(id, Figures.NONE),
                            servers.getOrDefault(id, Figures.NONE)));
        }
        top.sort(Comparator.comparingLong(FindTopDigests::micros).reversed());
        return top.subList(0, Math.min(limit, top.size()));
    }

    private static long micros(TopDigest digest) {
        return Math.max(digest.wireLatencyMicrosSum(), digest.serverLatencyMicrosSum());
    }

    private static TopDigest join(
            String id, @Nullable DigestDocument family, Figures wire, Figures server) {
        return new TopDigest(
                id,
                family == null ? "" : family.digestText(),
                family == null ? "OTHER" : family.kind(),
                family == null ? List.of() : family.tables(),
                wire.count(),
                wire.errors(),
                wire.latencyMicrosSum(),
                quantile(wire, MEDIAN),
                quantile(wire, P99),
                wire.latencyMicrosMax(),
                server.count(),
                server.errors(),
                server.latencyMicrosSum(),
                server.rowsExamined(),
                server.rowsSent(),
                TopDigest.wireShare(wire.count(), server.count()));
    }

    private static long quantile(Figures figures, double quantile) {
        return Objects.requireNonNullElse(figures.quantileMicros(quantile), 0L);
    }
}
