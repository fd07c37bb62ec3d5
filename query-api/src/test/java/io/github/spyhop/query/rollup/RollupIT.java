package io.github.spyhop.query.rollup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.StoreOfTests;
import io.github.spyhop.query.WindowsOfTests;
import io.github.spyhop.query.read.RollupLevel;
import io.github.spyhop.query.read.RollupMarksReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of roll-ups are those of the windows, however they came about. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class RollupIT {

    private static final String ONE = "00000000000000000000000000000001";
    private static final String OTHER = "00000000000000000000000000000002";
    private static final Duration LENGTH = Duration.ofHours(30);

    @Inject Store store;
    @Inject RollupTask task;
    @Inject RollupMarksReader marks;

    private final Instant now = Instant.now();
    private final Instant begin = RollupLevel.HOUR.floor(now.minus(LENGTH));
    private final List<Long> onWire = new ArrayList<>();
    private WindowsOfTests windows;

    @BeforeEach
    void fill() {
        windows = new WindowsOfTests(store);
        windows.clear();
        // Nothing counts that the test before read of other windows.
        state().insertOne(
                        new Document("_id", RollupMarksReader.ID)
                                .append(RollupMarksReader.ANEW, System.nanoTime()));
        marks.forget();
        Random random = new Random(7);
        for (Instant at = begin; at.isBefore(now.minusSeconds(120)); at = at.plusSeconds(607)) {
            for (String server : List.of("10.0.0.1:3306", "10.0.0.2:3306")) {
                windows.wire(server, ONE, at, onWire(random), onWire(random));
                windows.wire(server, OTHER, at, onWire(random));
            }
            windows.inside("orders-1", ONE, at, latency(random));
        }
    }

    @AfterEach
    void clear() {
        windows.clear();
    }

    @Test
    void givesTheFiguresOfTheWindowsAlsoWhenTheseAreGone() {
        JsonPath before = get("/api/v1/digests?from=now-2d");
        JsonPath latencyBefore = get("/api/v1/latency?from=now-2d");
        List<Object> loadBefore = load();

        rollUp();
        forgetWindows();

        JsonPath after = get("/api/v1/digests?from=now-2d");
        assertThat(after.getList("digest_id")).isEqualTo(List.of(ONE, OTHER));
        for (String field :
                List.of(
                        "wire_count",
                        "wire_errors",
                        "wire_latency_micros_sum",
                        "wire_latency_micros_p99",
                        "wire_latency_micros_max",
                        "server_count",
                        "server_rows_examined")) {
            assertThat(after.getList(field)).as(field).isEqualTo(before.getList(field));
        }
        assertThat(get("/api/v1/latency?from=now-2d").prettify())
                .isEqualTo(latencyBefore.prettify());
        assertThat(load()).isEqualTo(loadBefore);
    }

    @Test
    void keepsAPercentileOfTheFleetWithinOnePerCent() {
        rollUp();
        forgetWindows();

        Collections.sort(onWire);
        JsonPath latency = get("/api/v1/latency?from=now-2d");

        assertThat(latency.getLong("find { it.source == 'wire' }.count")).isEqualTo(onWire.size());
        long exact = onWire.get((int) (0.99 * (onWire.size() - 1)));
        assertThat(latency.getDouble("find { it.source == 'wire' }.latency_micros_p99"))
                .isCloseTo((double) exact, within(exact * 0.01 + 1));
    }

    @Test
    void addsWhatComesLateToItsMinuteHourAndDay() {
        rollUp();
        long count = count(ONE);

        windows.wire("10.0.0.1:3306", ONE, begin.plus(Duration.ofHours(2)), 500, 600, 700);
        task.roll(now.plusSeconds(10));
        forgetWindows();

        assertThat(count(ONE)).isEqualTo(count + 3);
        assertThat(countAt(RollupLevel.HOUR, begin.plus(Duration.ofHours(2))))
                .isEqualTo(
                        countAt(RollupLevel.MINUTE, begin.plus(Duration.ofHours(2)))
                                + hourWithoutFirstMinute());
    }

    @Test
    void ranksFamiliesAndDrawsTheLoadFromIndexesAlone() {
        store.ensureIndexes(StoreCollection.DIGEST_ROLLUPS);
        rollUp();
        forgetWindows();
        store.database().getCollection("system.profile").drop();
        store.database().runCommand(new Document("profile", 2));
        try {
            assertThat(load()).isNotEmpty();
        } finally {
            store.database().runCommand(new Document("profile", 0));
        }

        List<Document> reads =
                store.database()
                        .getCollection("system.profile")
                        .find(Filters.eq("command.aggregate", rollupsName()))
                        .into(new ArrayList<>());
        assertThat(reads)
                .isNotEmpty()
                .allSatisfy(read -> assertThat(read.get("docsExamined")).isEqualTo(0));
        assertThat(reads)
                .anySatisfy(read -> assertThat(read.getInteger("keysExamined")).isPositive());
    }

    @Test
    void readsAgainWhatAnotherReplicaMadeAnew() {
        rollUp();
        forgetWindows();
        long count = count(ONE);
        store.collection(StoreCollection.DIGEST_ROLLUPS, Document.class)
                .updateMany(
                        Filters.and(Filters.eq("digest_id", ONE), Filters.eq("of", "")),
                        Updates.mul("count", 2L));
        marks.forget();
        assertThat(count(ONE, 11)).isEqualTo(count);

        state().updateOne(new Document(), Updates.inc(RollupMarksReader.ANEW, 1L));
        marks.forget();

        assertThat(count(ONE, 12)).isEqualTo(2 * count);
    }

    @Test
    void doesAgainWhatAKilledReplicaHadNotKept() {
        rollUp();
        List<Document> before = rollups();

        // Killed before it kept its progress, with the lease run out.
        state().updateOne(
                        new Document(),
                        Updates.combine(
                                Updates.unset("until_m"),
                                Updates.unset("until_f"),
                                Updates.unset("until_h"),
                                Updates.unset("until_d"),
                                Updates.unset("since"),
                                Updates.set("owner", "killed"),
                                Updates.set("lease_until", now.minusSeconds(1))));
        rollUp();

        assertThat(rollups()).isEqualTo(before);
    }

    @Test
    void leavesTheWorkToTheReplicaThatHasTheLease() {
        state().updateOne(
                        new Document(),
                        Updates.combine(
                                Updates.set("owner", "other"),
                                Updates.set("lease_until", now.plusSeconds(60))));

        task.roll(now);

        assertThat(rollups()).isEmpty();
    }

    /** More than the minutes of one turn, which is limited. */
    private void rollUp() {
        task.roll(now);
        task.roll(now);
    }

    private long onWire(Random random) {
        long latency = latency(random);
        onWire.add(latency);
        return latency;
    }

    private static long latency(Random random) {
        return 200 + (long) Math.abs(random.nextGaussian() * 5_000);
    }

    private long countAt(RollupLevel level, Instant start) {
        Document rollup =
                store.collection(StoreCollection.DIGEST_ROLLUPS, Document.class)
                        .find(
                                Filters.and(
                                        Filters.eq("source", "wire"),
                                        Filters.eq("of", ""),
                                        Filters.eq("digest_id", ONE),
                                        Filters.eq("level", level.field()),
                                        Filters.eq("window_start", start)))
                        .first();
        return rollup == null ? 0 : rollup.getLong("count");
    }

    private long hourWithoutFirstMinute() {
        Instant hour = begin.plus(Duration.ofHours(2));
        long count = 0;
        for (int minute = 1; minute < 60; minute++) {
            count += countAt(RollupLevel.MINUTE, hour.plusSeconds(60L * minute));
        }
        return count;
    }

    private void forgetWindows() {
        store.collection(StoreCollection.WIRE_WINDOWS, Document.class).deleteMany(new Document());
        store.collection(StoreCollection.SERVER_WINDOWS, Document.class).deleteMany(new Document());
    }

    private MongoCollection<Document> state() {
        return store.collection(StoreCollection.ROLLUP_STATE, Document.class);
    }

    private String rollupsName() {
        return store.collection(StoreCollection.DIGEST_ROLLUPS, Document.class)
                .getNamespace()
                .getCollectionName();
    }

    private List<Document> rollups() {
        return store.collection(StoreCollection.DIGEST_ROLLUPS, Document.class)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    private static long count(String digestId) {
        return count(digestId, 10);
    }

    /** With another limit it is another question, and not answered from a moment ago. */
    private static long count(String digestId, int limit) {
        return get("/api/v1/digests?from=now-2d&limit=" + limit)
                .getLong("find { it.digest_id == '%s' }.wire_count".formatted(digestId));
    }

    /** The families' load over a stretch that begins and ends with whole buckets. */
    private List<Object> load() {
        return get("/api/v1/load?from=%s&to=%s"
                        .formatted(begin, RollupLevel.HOUR.floor(now).minusSeconds(3_600)))
                .getList("collect { [it.time, it.digest_id, it.average_active] }");
    }

    private static JsonPath get(String path) {
        return given().header("Authorization", "Bearer " + StoreOfTests.VIEWER)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
