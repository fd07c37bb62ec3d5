package io.github.spyhop.bench.query;

import io.github.spyhop.bench.query.Fleet.Family;
import io.github.spyhop.bench.query.Fleet.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/** Slow statements as the collector stores them, and the plans of some, hour by hour. */
final class SlowStatements {

    /** One of so many has a plan of its own: the others are of families that were just explained. */
    static final int PLANNED_OF = 50;

    private static final List<String> USERS =
            List.of("app", "reports", "batch", "admin", "analytics");
    private static final List<String> SCHEMAS = List.of("shop", "billing", "warehouse");
    private static final int CLIENTS = 40;
    private static final int LITERAL_MAX = 900_000_000;
    private static final int CONNECTIONS_MAX = 5_000_000;

    private final Fleet fleet;
    private final Instant begin;
    private final int perHour;

    SlowStatements(Fleet fleet, Instant begin, int perHour) {
        this.fleet = fleet;
        this.begin = begin;
        this.perHour = perHour;
    }

    /** Those that began within an hour, which is counted from the first on. */
    Stream<Document> ofHour(int hour) {
        SplittableRandom random = Fleet.random(hour);
        return IntStream.range(0, perHour).mapToObj(i -> slow(random, hour, i));
    }

    /** The plans of that hour's. */
    Stream<Document> plansOfHour(int hour) {
        return ofHour(hour)
                .filter(slow -> (slow.getLong("event_id") % PLANNED_OF) == 0)
                .map(SlowStatements::planOf);
    }

    private Document slow(SplittableRandom random, int hour, int number) {
        Server server = fleet.servers().get(random.nextInt(fleet.servers().size()));
        Family family = server.families().get(random.nextInt(server.families().size()));
        // Evenly spread, so that the newest hour does not differ from others.
        long offset = Duration.ofHours(1).toMillis() * number / perHour;
        Instant start = begin.plus(Duration.ofHours(hour)).plusMillis(offset);
        double seconds = Math.round(2_000 * Math.exp(random.nextGaussian())) / 1_000.0 + 2;
        long thread = 40L + random.nextInt(400);
        long event = (long) hour * perHour + number;
        long examined = 1_000L + random.nextInt(4_000_000);
        return new Document(
                        "_id",
                        "%s:6f0c1a52-1f0e-11f1-9c7e-0242ac110002:1760000000:%d:%d"
                                .formatted(server.name(), thread, event))
                .append("instance", server.name())
                .append("db", SCHEMAS.get(random.nextInt(SCHEMAS.size())))
                .append("pid", (long) random.nextInt(CONNECTIONS_MAX))
                .append("user", USERS.get(random.nextInt(USERS.size())))
                .append("host", "10.30.0." + random.nextInt(CLIENTS))
                .append("time", seconds)
                .append("sql_text", family.text().formatted(random.nextInt(LITERAL_MAX)))
                .append("truncated", false)
                .append("start", Date.from(start))
                .append("end", Date.from(start.plusMillis(Math.round(seconds * 1_000))))
                .append("digest_id", family.id())
                .append("thread_id", thread)
                .append("event_id", event)
                .append("rows_examined", examined)
                .append("rows_sent", (long) random.nextInt(500))
                .append("no_index", random.nextInt(5) == 0)
                .append(
                        "work",
                        new Document("source", "performance_schema")
                                .append("end_estimated", false)
                                .append("prepared", random.nextBoolean())
                                .append("lock_micros", (long) random.nextInt(9_000))
                                .append("rows_affected", 0L)
                                .append("tmp_tables", (long) random.nextInt(3))
                                .append("tmp_disk_tables", (long) random.nextInt(2))
                                .append("no_good_index", false));
    }

    private static Document planOf(Document slow) {
        String json =
                """
                {"query_block": {"select_id": 1, "cost_info": {"query_cost": "120010.50"},
                  "ordering_operation": {"using_filesort": true, "nested_loop": [
                    {"table": {"table_name": "o", "access_type": "ALL", "rows_examined_per_scan": %d,
                      "rows_produced_per_join": 100000, "filtered": "10.00",
                      "cost_info": {"read_cost": "90010.50", "eval_cost": "10000.00",
                        "prefix_cost": "100010.50", "data_read_per_join": "120M"},
                      "used_columns": ["id", "customer_id", "state", "total", "placed_at"],
                      "attached_condition": "(`shop`.`o`.`state` = 'open')"}},
                    {"table": {"table_name": "c", "access_type": "eq_ref", "key": "PRIMARY",
                      "used_key_parts": ["id"], "ref": ["shop.o.customer_id"],
                      "rows_examined_per_scan": 1, "rows_produced_per_join": 100000,
                      "cost_info": {"prefix_cost": "120010.50"}}}]}}}
                """
                        .formatted(slow.getLong("rows_examined"));
        return new Document("_id", slow.get("_id"))
                .append("slow_query_id", slow.get("_id"))
                .append("instance", slow.get("instance"))
                .append("db", slow.get("db"))
                .append("pid", slow.get("pid"))
                .append("user", slow.get("user"))
                .append("time", slow.get("time"))
                .append("sql_text", slow.get("sql_text"))
                .append("digest_id", slow.get("digest_id"))
                .append("status", "planned")
                .append(
                        "explain_result",
                        new Document("json", json)
                                .append(
                                        "tree",
                                        "-> Sort: o.placed_at DESC\n    -> Nested loop inner join\n        -> Table scan on o\n        -> Single-row index lookup on c"))
                .append("created_at", slow.get("end"))
                .append(
                        "analysis",
                        new Document("source", "text")
                                .append("shape", slow.getString("digest_id"))
                                .append("rows_examined_estimate", slow.get("rows_examined"))
                                .append(
                                        "findings",
                                        List.of(
                                                new Document("rule", "full_scan")
                                                        .append("table", "o")
                                                        .append("evidence", "every row is read")
                                                        .append(
                                                                "suggestion",
                                                                "An index on state."))));
    }
}
