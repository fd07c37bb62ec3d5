package io.github.spyhop.bench.collector;

import com.mongodb.client.model.Filters;
import io.github.spyhop.bench.collector.SlowTruth.Ran;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * 100 statements of 2.5 to 4 s on each server, five one after another on each of 20 pooled
 * connections, which run a short statement behind each; then 20 more, each closing its connection
 * right behind it. {@code events_statements_history_long} is off, as it is by default.
 */
final class SlowStatements {

    private static final String SCHEMA = "slow_bench";
    private static final int CONNECTIONS = 20;
    private static final int EACH = 5;

    private SlowStatements() {}

    static void run(Rig rig) throws Exception {
        List<ServerAddress> servers = new ArrayList<>();
        for (ServerKind kind : List.of(ServerKind.MYSQL, ServerKind.MYSQL80)) {
            ServerAddress server =
                    RealServers.alone(
                                    kind,
                                    "slow",
                                    "--performance-schema-consumer-events-statements-history-long=OFF")
                            .address();
            servers.add(server);
            SlowTruth.prepare(server, SCHEMA);
            rig.register(kind.title(), server);
        }
        rig.start(Map.of());
        rig.awaitWatched(servers.size());
        for (ServerAddress server : servers) {
            List<Ran> pooled = SlowTruth.pooled(server, SCHEMA, CONNECTIONS, EACH);
            report(rig, server, "pooled connections that stay open", pooled);
            List<Ran> closed = SlowTruth.closed(server, SCHEMA, CONNECTIONS);
            report(rig, server, "connections that close behind their statement", closed);
        }
    }

    private static void report(Rig rig, ServerAddress server, String how, List<Ran> ran)
            throws InterruptedException {
        String instance = server.kind().title();
        Rig.await(
                "the last statement's end",
                Duration.ofSeconds(30),
                () -> slowOf(rig, instance, ran).stream().noneMatch(slow -> slow.end() == null));
        // What comes after some more looks is counted as missing.
        Thread.sleep(5_000);
        List<SlowQueryDocument> records = slowOf(rig, instance, ran);
        List<Matched> matched = match(records, ran);
        List<PlanDocument> plans = plansOf(rig, records);
        Table table = new Table(instance + ", " + how);
        table.line("statements", "", "%d".formatted(ran.size()));
        table.line("records", "as many", "%d".formatted(records.size()));
        table.line("records of one statement each", "all", "%d".formatted(matched.size()));
        table.line(
                "duration off from performance_schema's, most",
                "5 ms",
                "%.1f ms"
                        .formatted(
                                most(matched, one -> one.record().time() - one.ran().seconds())));
        table.line(
                "start off from performance_schema's, most",
                "",
                "%.1f ms"
                        .formatted(
                                most(
                                        matched,
                                        one ->
                                                Duration.between(
                                                                        one.ran().start(),
                                                                        one.record().start())
                                                                .toNanos()
                                                        / 1e9)));
        table.line(
                "ends estimated",
                "",
                "%d".formatted(matched.stream().filter(Matched::estimated).count()));
        table.line(
                "families",
                "1",
                "%d"
                        .formatted(
                                records.stream()
                                        .map(SlowQueryDocument::digestId)
                                        .distinct()
                                        .count()));
        table.line("plans", "as many as records", "%d".formatted(plans.size()));
        table.line(
                "of these planned",
                "all",
                "%d"
                        .formatted(
                                plans.stream()
                                        .filter(plan -> plan.status().equals("planned"))
                                        .count()));
    }

    /** A record with the only statement that it can be of. */
    private record Matched(SlowQueryDocument record, Ran ran) {
        boolean estimated() {
            return record.work() != null && record.work().endEstimated();
        }
    }

    /** By what performance_schema says itself: the thread and the event. */
    private static List<Matched> match(List<SlowQueryDocument> records, List<Ran> ran) {
        List<Matched> matched = new ArrayList<>();
        for (SlowQueryDocument record : records) {
            ran.stream()
                    .filter(one -> one.isOf(record.threadId(), record.eventId()))
                    .findFirst()
                    .ifPresent(one -> matched.add(new Matched(record, one)));
        }
        return matched;
    }

    private static double most(List<Matched> matched, ToDoubleFunction<Matched> seconds) {
        return matched.stream().mapToDouble(seconds).map(Math::abs).max().orElse(Double.NaN) * 1e3;
    }

    private static List<SlowQueryDocument> slowOf(Rig rig, String instance, List<Ran> ran) {
        return rig.store()
                .collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                .find(
                        Filters.and(
                                Filters.eq("instance", instance),
                                Filters.in("pid", ran.stream().map(Ran::connection).toList())))
                .into(new ArrayList<>());
    }

    private static List<PlanDocument> plansOf(Rig rig, List<SlowQueryDocument> records) {
        List<String> ids = records.stream().map(SlowQueryDocument::id).toList();
        return rig.store()
                .collection(StoreCollection.PLANS, PlanDocument.class)
                .find(Filters.in("slow_query_id", ids))
                .into(new ArrayList<>());
    }
}
