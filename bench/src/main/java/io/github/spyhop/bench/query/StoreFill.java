package io.github.spyhop.bench.query;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.bench.query.Fleet.Server;
import io.github.spyhop.bench.query.Rollups.Level;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Fills a store with what the services write in months. Sums of roll-ups do not add up to those of
 * longer ones: each is drawn on its own.
 */
final class StoreFill {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ALERTS = 2_000;
    private static final int PLAN_CHANGES = 2_000;

    private final Store store;
    private final Fleet fleet;
    private final Options options;

    StoreFill(Store store, Fleet fleet, Options options) {
        this.store = store;
        this.fleet = fleet;
        this.options = options;
    }

    /** Whether the store has as much already. */
    boolean isDone() {
        return documents(StoreCollection.ROLLUP_STATE).countDocuments() > 0
                && documents(StoreCollection.SLOW_QUERIES).estimatedDocumentCount()
                        >= options.documents() * 9L / 10;
    }

    /** Fills it up to now; what came later is for {@link LiveWindows}. */
    void fill(Instant now, CredentialCipher cipher)
            throws InterruptedException, ExecutionException {
        Instant end = Level.MINUTE.floor(now);
        Instant begin = end.minus(Duration.ofDays(options.days()));
        fillSmall(end, cipher);
        int hours = options.days() * 24;
        SlowStatements slow =
                new SlowStatements(fleet, begin, Math.max(1, options.documents() / hours));
        new Bulk("slow statements", documents(StoreCollection.SLOW_QUERIES))
                .write(hours, slow::ofHour);
        new Bulk("plans", documents(StoreCollection.PLANS)).write(hours, slow::plansOfHour);
        Document state = new Document("_id", "digests").append("since", Date.from(begin));
        for (Level level : Level.values()) {
            Instant until = level.floor(end);
            fillRollups(level, later(begin, end.minus(level.kept)), until);
            state.append("until_" + level.field, Date.from(until));
        }
        // As the service makes them: an index built at the end is quicker than one kept up.
        Instant begun = Instant.now();
        store.ensureIndexes(StoreCollection.values());
        System.err.printf("indexes in %d s%n", Duration.between(begun, Instant.now()).toSeconds());
        documents(StoreCollection.ROLLUP_STATE).insertOne(state);
    }

    private void fillRollups(Level level, Instant from, Instant until)
            throws InterruptedException, ExecutionException {
        Instant first = level.floor(from);
        int count = (int) Duration.between(first, until).dividedBy(level.length);
        Rollups rollups = new Rollups(fleet);
        new Bulk("roll-ups of a " + level, documents(StoreCollection.DIGEST_ROLLUPS))
                .write(count, i -> rollups.of(level, first.plus(level.length.multipliedBy(i))));
    }

    private void fillSmall(Instant now, CredentialCipher cipher) {
        store.collection(StoreCollection.INSTANCES, InstanceDocument.class)
                .insertMany(
                        fleet.servers().stream()
                                .map(server -> registered(server, now, cipher))
                                .toList());
        store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                .insertMany(
                        fleet.families().stream()
                                .map(family ->
                                        new DigestDocument(
                                                family.id(),
                                                family.digestText(),
                                                family.kind(),
                                                List.of("orders"),
                                                now.minus(Duration.ofDays(options.days())),
                                                now))
                                .toList());
        store.collection(StoreCollection.ALERTS, AlertDocument.class)
                .insertMany(IntStream.range(0, ALERTS).mapToObj(i -> alert(i, now)).toList());
        store.collection(StoreCollection.PLAN_CHANGES, PlanChangeDocument.class)
                .insertMany(
                        IntStream.range(0, PLAN_CHANGES)
                                .mapToObj(i -> planChange(i, now))
                                .toList());
    }

    private static InstanceDocument registered(
            Server server, Instant now, CredentialCipher cipher) {
        return new InstanceDocument(
                server.name(),
                server.name(),
                "BENCH",
                "MySQL",
                null,
                server.host(),
                3306,
                "here",
                "spyhop",
                cipher.encrypt(server.name(), "secret"),
                "information_schema",
                now,
                now);
    }

    private AlertDocument alert(int number, Instant now) {
        Server server = fleet.servers().get(number % fleet.servers().size());
        Instant at = now.minus(HOUR.multipliedBy(number));
        return new AlertDocument(
                "latency:%s:%d".formatted(server.name(), number),
                "latency",
                "latency_rose",
                "warning",
                server.name(),
                fleet.families().get(number % fleet.families().size()).id(),
                number < 20 ? "firing" : "resolved",
                at,
                at,
                at,
                null,
                number < 20 ? null : at.plus(HOUR),
                "A family takes longer than a week ago.",
                Map.of("ratio", "2.4"),
                List.of(),
                null,
                List.of(new AlertDocument.Firing(at, number < 20 ? null : at.plus(HOUR))),
                1,
                1);
    }

    private PlanChangeDocument planChange(int number, Instant now) {
        Server server = fleet.servers().get(number % fleet.servers().size());
        Instant at = now.minus(HOUR.multipliedBy(number));
        PlanChangeDocument.Plan before =
                new PlanChangeDocument.Plan("p" + number, "one", null, "-> Index lookup on o", at);
        PlanChangeDocument.Plan after =
                new PlanChangeDocument.Plan("q" + number, "other", null, "-> Table scan on o", at);
        return new PlanChangeDocument(
                "c" + number,
                server.name(),
                "shop",
                server.families().getFirst().id(),
                at,
                before,
                after,
                false);
    }

    private MongoCollection<Document> documents(StoreCollection collection) {
        return store.collection(collection, Document.class);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
