package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Which of the other services were heard of, and when last. */
@ApplicationScoped
public class ServiceLife {

    /** A probe that showed nothing for so long is not listed. */
    private static final Duration PROBES_WITHIN = Duration.ofHours(1);

    private static final Duration PROBE_SILENT_AFTER = Duration.ofMinutes(2);

    private final Store store;
    private final BinlogSources sources;

    ServiceLife(Store store, BinlogSources sources) {
        this.store = store;
        this.sources = sources;
    }

    /**
     * A process of a service.
     *
     * @param alive whether it said so as lately as it promised
     */
    public record Life(String service, String name, boolean alive, Instant seenAt, String detail) {}

    /** Collectors, binlog sources and probes. */
    public List<Life> all(Instant now) {
        List<Life> all = new ArrayList<>(collectors(now));
        for (BinlogSources.Checkpoint source : sources.all()) {
            Instant until = source.leaseUntil();
            Instant seen = source.savedAt() == null ? Instant.EPOCH : source.savedAt();
            all.add(
                    new Life(
                            "binlog-monitor",
                            source.source(),
                            until != null && until.isAfter(now),
                            seen,
                            source.owner() == null
                                    ? "nobody publishes it"
                                    : "published by " + source.owner()));
        }
        all.addAll(probes(now));
        return all;
    }

    private List<Life> collectors(Instant now) {
        return store.collection(StoreCollection.COLLECTOR_REPLICAS, Document.class)
                .find()
                .map(replica -> {
                    Instant until = replica.getDate("expires_at").toInstant();
                    return new Life(
                            "collector-service",
                            replica.getString("_id"),
                            until.isAfter(now),
                            until,
                            Fields.longOf(replica, "instances") + " instances");
                })
                .into(new ArrayList<>());
    }

    private List<Life> probes(Instant now) {
        return store.collection(StoreCollection.WIRE_COVERAGE, Document.class)
                .aggregate(
                        List.of(
                                match(Filters.gte("window_start", now.minus(PROBES_WITHIN))),
                                group("$probe", max("seen", "$window_start"))))
                .map(probe -> {
                    Instant seen = probe.getDate("seen").toInstant();
                    return new Life(
                            "probe-agent",
                            probe.getString("_id"),
                            !seen.isBefore(now.minus(PROBE_SILENT_AFTER)),
                            seen,
                            "began its last window then");
                })
                .into(new ArrayList<>());
    }
}
