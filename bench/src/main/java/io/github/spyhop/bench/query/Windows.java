package io.github.spyhop.bench.query;

import io.github.spyhop.bench.query.Fleet.Family;
import io.github.spyhop.bench.query.Fleet.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;

/** Windows of the wire and of the servers with their coverage, as probes and collectors send them. */
final class Windows {

    static final Duration WIRE = Duration.ofSeconds(10);
    static final Duration SERVER = Duration.ofSeconds(60);

    private final Fleet fleet;

    Windows(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The windows of the wire that begin at a time. */
    List<Document> wire(Instant start) {
        SplittableRandom random = Fleet.random(start.getEpochSecond());
        List<Document> windows = new ArrayList<>();
        for (Server server : fleet.servers()) {
            for (Family family : server.families()) {
                Document window =
                        window(server.address(), family, start, WIRE)
                                .append("probe", "probe-" + server.name())
                                .append("server", server.address())
                                .append("schema", "shop")
                                .append("user", "app")
                                .append("session_from_processlist", false)
                                .append("client", "10.30.0.7")
                                .append("lost", 0L)
                                .append("prepared_count", 0L)
                                .append("response_bytes", 40_000L)
                                .append("latency_micros_min", 120L)
                                .append("failed_latency_micros_sum", 0L)
                                .append("no_good_index_count", 0L)
                                .append("was_slow_count", 0L)
                                .append("slow_count", 0L)
                                .append("error_numbers", new Document())
                                .append("first_seen", Date.from(start))
                                .append("last_seen", Date.from(start.plus(WIRE)))
                                .append("slow_samples", List.of(sample(family, start)));
                windows.add(fleet.anyCount(random).into(window));
            }
        }
        return windows;
    }

    /** The windows of the servers that begin at a time. */
    List<Document> inside(Instant start) {
        SplittableRandom random = Fleet.random(-start.getEpochSecond());
        List<Document> windows = new ArrayList<>();
        for (Server server : fleet.servers()) {
            for (Family family : server.families()) {
                Document window =
                        window(server.name(), family, start, SERVER)
                                .append("instance", server.name())
                                .append("schema", "shop")
                                .append("server_digest", family.id() + family.id())
                                .append("command", "query")
                                .append("warnings", 0L)
                                .append("cpu_micros_sum", 0L)
                                .append("no_good_index_count", 0L)
                                .append("full_scan_count", 0L)
                                .append("full_join_count", 0L)
                                .append("tmp_tables", 0L)
                                .append("sort_rows", 0L)
                                .append("sort_merge_passes", 0L);
                windows.add(fleet.anyCount(random).into(window));
            }
        }
        return windows;
    }

    /** What is written behind the windows of each server. */
    List<Document> coverage(String field, Instant start, Duration length) {
        return fleet.servers().stream()
                .map(server -> {
                    Document seen =
                            new Document("_id", server.name() + "|" + start.getEpochSecond())
                                    .append("window_start", Date.from(start))
                                    .append("window_seconds", (int) length.toSeconds())
                                    .append("statements", 1_000L);
                    return field.equals("server")
                            ? seen.append(field, server.address()).append("probe", "node-1")
                            : seen.append(field, server.name());
                })
                .toList();
    }

    private static Document window(String of, Family family, Instant start, Duration length) {
        return new Document("_id", "%s|%s|%d".formatted(of, family.id(), start.getEpochSecond()))
                .append("digest_id", family.id())
                .append("window_start", Date.from(start))
                .append("window_seconds", (int) length.toSeconds());
    }

    private static Document sample(Family family, Instant start) {
        return new Document("statement", family.text().formatted(7))
                .append("cut", false)
                .append("redacted", false)
                .append("sent_at", Date.from(start))
                .append("client", "10.30.0.7:50123")
                .append("latency_micros", 2_500_000L)
                .append("first_byte_micros", 2_400_000L)
                .append("rows_sent", 50L)
                .append("rows_affected", 0L)
                .append("status_flags", 2)
                .append("error_number", 0);
    }
}
