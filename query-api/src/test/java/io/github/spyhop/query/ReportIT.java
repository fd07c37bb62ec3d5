package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.viewer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of what {@link SampleStore} and {@link StateStore} hold. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ReportIT {

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        Caller.register("orders-1", "127.0.0.1");
    }

    @Test
    void ranksTheFamiliesAndTellsThatTheyAreNew() {
        JsonPath report =
                viewer().get("/api/v1/report?from=now-10m&to=now-0s")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        String family = "rankings.find { it.by == 'time' }.families[0].";
        assertThat(report.getString(family + "digest_id")).isEqualTo(SampleStore.DIGEST_ID);
        assertThat(report.getLong(family + "count")).isEqualTo(40);
        assertThat(report.getDouble(family + "share_percent")).isEqualTo(100);
        assertThat(report.getBoolean(family + "is_new")).isTrue();
        assertThat(report.getDouble("profile.find { it.name == 'statements' }.value"))
                .isCloseTo(40 / 600.0, org.assertj.core.data.Offset.offset(0.001));
        assertThat(report.getDouble("profile.find { it.name == 'statements' }.before")).isZero();
        assertThat(report.getList("rankings.find { it.by == 'rows_examined' }.families"))
                .hasSize(1);
        assertThat(report.getList("load")).isNotEmpty();
        assertThat(report.getString("before.to")).isEqualTo(report.getString("period.from"));
    }

    @Test
    void comparesWithNothingWhereNothingIsAskedFor() {
        viewer().get("/api/v1/report?from=now-10m&compare=none&instance=orders-1")
                .then()
                .statusCode(200)
                .body("instances", equalTo(java.util.List.of("orders-1")))
                .body("before", nullValue())
                .body("rankings[0].families[0].is_new", nullValue());
    }

    @Test
    void saysWhatToLookAtFirst() {
        viewer().get("/api/v1/report?from=now-10m")
                .then()
                .body(
                        "advice.find { it.finding.startsWith('One statement family') }.evidence",
                        containsString("100.0 %"));
    }

    @Test
    void pointsAtChangedParametersWhereSomethingBecameSlower() {
        String advice = "advice.find { it.finding.startsWith('Parameters') }";
        viewer().get("/api/v1/report?from=now-10m").then().body(advice, nullValue());

        new WindowsOfTests(store)
                .inside(
                        "orders-1",
                        SampleStore.DIGEST_ID,
                        Instant.now().minus(15, ChronoUnit.MINUTES),
                        100,
                        100);

        viewer().get("/api/v1/report?from=now-11m")
                .then()
                .body(
                        advice + ".evidence",
                        equalTo("1 changes, the latest of orders-1: max_connections: 151 to 500"));
    }

    @Test
    void isOnePageThatNeedsNothingElse() {
        String page =
                viewer().get("/api/v1/report?from=now-10m&format=html")
                        .then()
                        .statusCode(200)
                        .contentType("text/html")
                        .extract()
                        .asString();

        assertThat(page)
                .contains("<h1>Spyhop report</h1>", "SELECT * FROM `orders`", "id=\"load-data\"")
                .doesNotContain("src=\"", "href=\"", "{#", "NOT_FOUND");
    }

    @Test
    void tellsWhatWasWaitedForBesideTheOtherPeriod() {
        String report = "/api/v1/report?from=now-10m&instance=orders-1&format=";

        viewer().get(report + "json")
                .then()
                .body("waits[0].event", equalTo("wait/io/file/innodb/innodb_log_file"))
                .body("waits[0].count", equalTo(30))
                .body("waits[0].count_before", equalTo(15))
                .body("waits[0].wait_micros_sum_before", equalTo(3_000_000))
                .body("waits[0].change_percent", equalTo(100.0f));
        assertThat(viewer().get(report + "markdown").asString())
                .contains(
                        "| `wait/io/file/innodb/innodb_log_file` | 30 | 6.0 s | 80.0 % | 200.0 ms"
                                + " | 15 | 3.0 s | +100 % |");
        assertThat(viewer().get(report + "html").asString())
                .containsPattern("(?s)<h2>Waits</h2>.*innodb_log_file.*\\+100 %.*<h2>Storage");
    }

    @Test
    void listsWhatBelongsToThePeriodHoweverMuchThereIs() {
        Instant within = Instant.now().minus(36, ChronoUnit.HOURS);
        // Of two hours, of which the first is before the period; and once more, after the period.
        Document fired =
                new Document("fired_at", Instant.now().minus(49, ChronoUnit.HOURS))
                        .append("resolved_at", Instant.now().minus(47, ChronoUnit.HOURS));
        Document now = new Document("fired_at", Instant.now());
        List<Document> both = List.of(fired, now);
        Document alert =
                requireNonNull(
                        store.collection(StoreCollection.ALERTS, Document.class).find().first());
        insert(
                StoreCollection.ALERTS,
                121,
                number ->
                        new Document(alert)
                                .append("_id", "of-the-period-" + number)
                                .append("summary", "Number " + number)
                                .append("last_breach_at", Instant.now())
                                .append("firings", number == 0 ? both : List.of(now)));
        insert(
                StoreCollection.DEADLOCKS,
                120,
                number ->
                        new Document("instance", "orders-1")
                                .append("timestamp", within.plusMillis(number))
                                .append("report", ""));
        insert(
                StoreCollection.SCHEDULED_EVENT_RUNS,
                10_010,
                number ->
                        new Document("instance", "orders-1")
                                .append("event", "shop.tick")
                                .append("at", within.plusMillis(number))
                                .append("outcome", number < 3 ? "failed" : "succeeded")
                                .append("runs", 1L)
                                .append("overrun", number == 9));

        viewer().get("/api/v1/report?from=now-2d&to=now-1d&instance=orders-1&format=json")
                .then()
                .statusCode(200)
                .body("alerts.summary", contains("Number 0"))
                .body("alerts.count", contains(1))
                .body("alerts.firing_seconds[0]", allOf(greaterThan(3_590), lessThan(3_610)))
                .body("locks.deadlocks", equalTo(120))
                .body("events.event", contains("shop.tick"))
                .body("events.runs", contains(10_010))
                .body("events.failed", contains(3))
                .body("events.overrun", contains(1))
                .body(
                        "advice.evidence",
                        hasItem("10010 runs; 3 failed, 0 missed, 1 longer than the interval"));
    }

    @Test
    void saysWhereThereIsMoreThanIsListed() {
        insert(
                StoreCollection.SERVER_EVENTS,
                101,
                number ->
                        new Document("instance", "orders-1")
                                .append("at", Instant.now().minus(30, ChronoUnit.HOURS))
                                .append("kind", "restarted")
                                .append("detail", "Number " + number));
        String report = "/api/v1/report?from=now-2d&to=now-1d&instance=orders-1&format=";

        viewer().get(report + "json")
                .then()
                .statusCode(200)
                .body("cut", contains("happenings"))
                .body("happenings", hasSize(100));
        assertThat(viewer().get(report + "markdown").asString())
                .containsPattern("## What happened\n\nThe latest 100; there are more.\n\n- ")
                .containsPattern("## Alerts\n\nNone fired.");
        assertThat(viewer().get(report + "html").asString())
                .containsOnlyOnce("The latest 100; there are more.");
        viewer().get("/api/v1/report?from=now-10m&format=json").then().body("cut", hasSize(0));
    }

    private void insert(StoreCollection collection, int count, IntFunction<Document> made) {
        store.collection(collection, Document.class)
                .insertMany(IntStream.range(0, count).mapToObj(made).toList());
    }

    @Test
    void tellsChangedParametersApartFromWhatHappened() {
        String report = "/api/v1/report?from=now-10m&instance=orders-1&format=";

        viewer().get(report + "json")
                .then()
                .body("parameter_changes.detail", contains("max_connections: 151 to 500"))
                .body("happenings.kind", contains("role_changed"));
        assertThat(viewer().get(report + "markdown").asString())
                .containsPattern(
                        "## Parameter changes[^#]*`orders-1` \\| `max_connections: 151 to 500`");
        assertThat(viewer().get(report + "html").asString())
                .containsPattern(
                        "(?s)<h2>Parameter changes.*max_connections: 151 to 500.*<h2>What happened");
    }

    @Test
    void aStatementIsTextInEveryForm() {
        store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                .updateOne(
                        new Document("_id", SampleStore.DIGEST_ID),
                        Updates.set("digest_text", "SELECT `</script><b>x</b>` | `y` \n FROM `t`"));

        String page = viewer().get("/api/v1/report?from=now-10m&format=html").asString();
        assertThat(page).doesNotContain("<b>x").contains("&lt;/script&gt;&lt;b&gt;x");
        String markdown =
                viewer().get("/api/v1/report?from=now-10m&format=markdown")
                        .then()
                        .statusCode(200)
                        .contentType("text/markdown")
                        .extract()
                        .asString();
        assertThat(markdown.lines().filter(line -> line.contains("</script>")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\\| 'y' FROM"));
    }

    @Test
    void tellsTimesInTheZoneThatIsAskedFor() {
        String report = "/api/v1/report?from=2026-09-30T15:00:00Z&to=2026-10-31T15:00:00Z&format=";

        assertThat(viewer().get(report + "markdown&time_zone=Asia/Seoul").asString())
                .startsWith(
                        "# Spyhop report: 2026-10-01 00:00:00 to 2026-11-01 00:00:00 Asia/Seoul");
        viewer().get(report + "html&time_zone=Asia/Seoul")
                .then()
                .header("Content-Disposition", containsString("spyhop-report-2026-10-01-0000.html"))
                .body(containsString("all times in Asia/Seoul"));
        viewer().get(report + "json&time_zone=Asia/Seoul")
                .then()
                .body("period.from", equalTo("2026-09-30T15:00:00Z"));
    }

    @Test
    void tellsAFigureThatWasNothingBefore() {
        assertThat(viewer().get("/api/v1/report?from=now-10m&format=markdown").asString())
                .containsPattern("\\| statements \\| 0\\.0667 /s \\| 0 /s \\| +\\|");
    }

    @Test
    void isUsefulWithoutAnything() {
        String markdown =
                viewer().get("/api/v1/report?from=2001-01-01&to=2001-01-02&format=markdown")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(markdown).contains("Nothing stands out.", "None ran.", "None fired.");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2001-01-01&to=2002-01-01,from",
        "from=yesterday,from",
        "before_from=once,before_from",
        "compare=everything,compare",
        "format=pdf,format",
        "time_zone=Mars/Phobos,time_zone",
    })
    void refusesWhatItCannotDo(String query, String field) {
        viewer().get("/api/v1/report?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString(field));
    }
}
