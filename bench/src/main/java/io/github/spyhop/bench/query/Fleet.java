package io.github.spyhop.bench.query;

import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementDigest;
import io.github.spyhop.model.window.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;
import org.bson.types.Binary;

/** A fleet of servers and the statement families that run on them; the same for the same size. */
final class Fleet {

    private static final int FAMILIES = 200;
    private static final int FAMILIES_PER_SERVER = 5;
    private static final int FIGURES = 256;
    private static final int LATENCIES_MAX = 400;
    private static final double MICROS_MEDIAN = 900;
    private static final double SPREAD = 1.4;
    private static final long SEED = 20_261_121;

    private final List<Server> servers = new ArrayList<>();
    private final List<Family> families = new ArrayList<>();
    private final List<Counted> counted = new ArrayList<>();

    /** A server: its name in the registry, its address on the wire, and what runs there. */
    record Server(String name, String host, List<Family> families) {

        String address() {
            return host + ":3306";
        }
    }

    /** A statement family; {@code %d} of its text stands for a literal. */
    record Family(String id, String digestText, String kind, String text) {}

    /** What a family did within a stretch of time. */
    record Counted(long count, long micros, long microsMax, Binary sketch) {

        /** The fields that windows and roll-ups share. */
        Document into(Document document) {
            return document.append("count", count)
                    .append("errors", count / 200)
                    .append("latency_micros_sum", micros)
                    .append("lock_micros_sum", micros / 50)
                    .append("rows_examined", count * 40)
                    .append("rows_sent", count * 3)
                    .append("rows_affected", count / 4)
                    .append("no_index_count", count / 90)
                    .append("tmp_disk_tables", count / 300)
                    .append("latency_micros_max", microsMax)
                    .append("latency_sketch", sketch);
        }
    }

    Fleet(int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        SqlDigester digester = new SqlDigester();
        for (int i = 0; i < FAMILIES; i++) {
            families.add(familyOf(i, digester));
        }
        for (int i = 0; i < size; i++) {
            List<Family> own = new ArrayList<>();
            while (own.size() < FAMILIES_PER_SERVER) {
                // Some families run nearly everywhere, most on a few servers only.
                double skewed = random.nextDouble() * random.nextDouble();
                Family family = families.get((int) (skewed * FAMILIES));
                if (!own.contains(family)) {
                    own.add(family);
                }
            }
            String host = "10.20.%d.%d".formatted(i / 250, i % 250 + 1);
            servers.add(new Server("server-%03d".formatted(i + 1), host, List.copyOf(own)));
        }
        for (int i = 0; i < FIGURES; i++) {
            counted.add(counted(random));
        }
    }

    List<Server> servers() {
        return servers;
    }

    List<Family> families() {
        return families;
    }

    /** The families that any server runs. */
    List<Family> running() {
        return servers.stream().flatMap(server -> server.families().stream()).distinct().toList();
    }

    Counted anyCount(SplittableRandom random) {
        return counted.get(random.nextInt(counted.size()));
    }

    static SplittableRandom random(long part) {
        return new SplittableRandom(SEED + part);
    }

    private static Family familyOf(int number, SqlDigester digester) {
        String text =
                switch (number % 4) {
                    case 0 ->
                            "SELECT o.id, o.total, c.name FROM orders_%1$d o JOIN customers_%1$d c ON c.id = o.customer_id WHERE o.state = 'open' AND o.id > %%d ORDER BY o.placed_at DESC LIMIT 50";
                    case 1 ->
                            "SELECT product_id, SUM(quantity) FROM order_items_%1$d WHERE order_id BETWEEN %%d AND 900000000 GROUP BY product_id HAVING SUM(quantity) > 3";
                    case 2 ->
                            "UPDATE stock_%1$d SET quantity = quantity - 1, changed_at = NOW() WHERE product_id = %%d";
                    default ->
                            "DELETE FROM sessions_%1$d WHERE last_seen < NOW() - INTERVAL 30 DAY AND id <> %%d LIMIT 1000";
                };
        String template = text.formatted(number);
        StatementDigest digest = digester.digest(template.formatted(1));
        return new Family(digest.id(), digest.text(), digest.kind().name(), template);
    }

    private static Counted counted(SplittableRandom random) {
        LatencySketch sketch = new LatencySketch();
        int count = 1 + random.nextInt(LATENCIES_MAX);
        long micros = 0;
        long max = 0;
        for (int i = 0; i < count; i++) {
            long latency = Math.round(MICROS_MEDIAN * Math.exp(SPREAD * random.nextGaussian()));
            sketch.add(latency);
            micros += latency;
            max = Math.max(max, latency);
        }
        return new Counted(count, micros, max, new Binary(sketch.toBytes()));
    }
}
