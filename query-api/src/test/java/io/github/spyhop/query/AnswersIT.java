package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.model.store.AuditEntryDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that lists come in, their entity tags and their cursors. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class AnswersIT {

    private static final String SLOW = "/api/v1/slow-queries";
    private static final int STATEMENTS = 25;

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        // Several began at the same moment, for a cursor must not lose one of them.
        List<SlowQueryDocument> slow =
                IntStream.range(0, STATEMENTS)
                        .mapToObj(i ->
                                slow(
                                        "s%02d".formatted(i),
                                        now.minusSeconds(60 + i / 4),
                                        i == 3 ? "=1+1;\nSELECT \"a, b\"" : "SELECT " + i))
                        .toList();
        store.collection(StoreCollection.SLOW_QUERIES, Document.class).deleteMany(new Document());
        store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class).insertMany(slow);
        store.collection(StoreCollection.AUDIT, Document.class).deleteMany(new Document());
        store.collection(StoreCollection.AUDIT, AuditEntryDocument.class)
                .insertOne(
                        new AuditEntryDocument(
                                now, "lists", "127.0.0.1", "PUT", "/", "orders-1", 200, 1));
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        Response first = viewer().get(SLOW + "?from=now-1d");
        String tag = first.then().statusCode(200).extract().header("ETag");
        assertThat(tag).startsWith("W/\"");

        viewer().header("If-None-Match", "\"other\", " + tag)
                .get(SLOW + "?from=now-1d")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));

        store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .updateOne(
                        new Document("_id", "s01"),
                        new Document("$set", new Document("time", 99.5)));
        viewer().header("If-None-Match", tag).get(SLOW + "?from=now-1d").then().statusCode(200);
    }

    @Test
    void hasATagAlsoWhereItIsNoList() {
        String tag = viewer().get("/mysql/queries").then().statusCode(200).extract().header("ETag");

        viewer().header("If-None-Match", tag).get("/mysql/queries").then().statusCode(304);
    }

    @Test
    void isCompressedForWhoTakesThat() {
        RestAssuredConfig asItCame =
                RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

        viewer().config(asItCame)
                .header("Accept-Encoding", "gzip")
                .get(SLOW)
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip");
        viewer().config(asItCame)
                .get(SLOW)
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue());
    }

    @Test
    void isAnObjectALineAsNdjson() {
        String lines =
                viewer().accept("application/x-ndjson")
                        .get(SLOW + "?limit=3")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", startsWith("application/x-ndjson"))
                        .extract()
                        .asString();

        assertThat(lines).endsWith("\n");
        assertThat(lines.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"id\":\"s0"));
    }

    @Test
    void isATableAsCsvThatNoSpreadsheetCalculates() {
        String table =
                viewer().accept("text/csv")
                        .get(SLOW + "?limit=4")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", startsWith("text/csv"))
                        .extract()
                        .asString();

        assertThat(table)
                .startsWith("id,instance,db,pid,user,host,time,sql_text,start,end,digest_id")
                .contains("\r\ns02,orders-1,")
                .contains("\"'=1+1;\nSELECT \"\"a, b\"\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/digests",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/series",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/samples",
                "/api/v1/digests/0123456789abcdef0123456789abcdef/plans",
                "/api/v1/load",
                "/api/v1/latency",
                "/api/v1/servers",
                "/api/v1/alerts",
                "/api/v1/alert-rules",
                "/api/v1/plan-changes",
                "/api/v1/running",
                "/api/v1/transactions",
                "/api/v1/locks",
                "/api/v1/locks/series",
                "/api/v1/waits",
                "/api/v1/waits/series",
                "/api/v1/deadlocks",
                "/api/v1/topology",
                "/api/v1/server-events",
                "/api/v1/annotations",
                "/api/v1/events",
                "/api/v1/events/schedulers",
                "/api/v1/events/runs",
                "/api/v1/storage",
                "/api/v1/storage/series",
                "/api/v1/row-changes",
                "/api/v1/row-changes/sources",
                "/api/v1/row-changes/tables",
                "/api/v1/coverage",
                "/api/v1/services",
                "/api/v1/collections",
            })
    void hasEachFormOfEachList(String path) {
        int rows =
                viewer().get(path).then().statusCode(200).extract().jsonPath().getList("").size();

        String lines =
                viewer().accept("application/x-ndjson")
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(lines.lines()).hasSize(rows);
        viewer().accept("text/csv")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/csv"));
    }

    @Test
    void isJsonAloneWhereItIsNoList() {
        viewer().accept("text/csv")
                .get("/api/v1/overview")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("status", is(406));
    }

    @Test
    void goesOnWhereItEndedAlsoWhenNewOnesCome() {
        List<String> seen = new ArrayList<>();
        String query = "?from=2020-01-01&to=now&limit=7";
        while (query != null) {
            Response page = viewer().get(SLOW + query);
            seen.addAll(page.then().statusCode(200).extract().jsonPath().getList("id"));
            String link = page.header("Link");
            query = link == null ? null : link.substring(1, link.indexOf('>'));
            store.collection(StoreCollection.SLOW_QUERIES, SlowQueryDocument.class)
                    .insertOne(slow("new" + seen.size(), Instant.now(), "SELECT 'new'"));
        }

        assertThat(seen).hasSize(STATEMENTS).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "ALERTS, /api/v1/alerts?limit=1",
        "PLAN_CHANGES, /api/v1/plan-changes?from=2020-01-01&limit=1",
        "PLANS, /api/v1/digests/0123456789abcdef0123456789abcdef/plans?limit=1",
        "DEADLOCKS, /api/v1/deadlocks?from=2020-01-01&limit=1",
        "SCHEDULED_EVENT_RUNS, /api/v1/events/runs?from=2020-01-01&limit=1",
        "SERVER_EVENTS, /api/v1/server-events?from=2020-01-01&limit=1",
        "SERVER_EVENTS, /api/v1/annotations?from=2020-01-01&limit=1",
        "PLAN_CHANGES, /api/v1/annotations?from=2020-01-01&limit=1",
        "AUDIT, /api/v1/audit?actor=lists&from=2020-01-01&limit=1",
    })
    void givesEveryListOneByOneAsItGivesItWhole(StoreCollection collection, String path) {
        thrice(store.collection(collection, Document.class));
        List<Object> whole =
                admin().get(path.replace("limit=1", "limit=100")).jsonPath().getList("");
        List<Object> oneByOne = new ArrayList<>();
        String query = path.substring(path.indexOf('?'));
        while (query != null && oneByOne.size() <= whole.size()) {
            Response page = admin().get(path.substring(0, path.indexOf('?')) + query);
            oneByOne.addAll(page.then().statusCode(200).extract().jsonPath().getList(""));
            String link = page.header("Link");
            query = link == null ? null : link.substring(1, link.indexOf('>'));
        }

        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(oneByOne).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%25", "MTIz", "fA", "e30", "bm93fHMwMQ"})
    void refusesACursorThatIsNone(String cursor) {
        viewer().get(SLOW + "?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
    }

    @Test
    void refusesALongCursorOfAnyCharactersAsOne() {
        viewer().queryParam("cursor", "\uD83D\uDD25".repeat(600))
                .get(SLOW)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("cursor"));
    }

    @Test
    void hasNoPagesBeyondWhatIsCounted() {
        viewer().get("/mysql/queries?page=10000&page_size=100")
                .then()
                .statusCode(400)
                .body("field", equalTo("page"));
        viewer().get("/mysql/queries?page=2&page_size=20")
                .then()
                .statusCode(200)
                .body("total", is(STATEMENTS))
                .body("items", hasSize(STATEMENTS - 20));
    }

    @Test
    void isForThoseWhoMayAskAlone() {
        given().accept("text/csv").get(SLOW).then().statusCode(401);
    }

    /** Each document two times more, at the same moment. */
    private static void thrice(MongoCollection<Document> collection) {
        for (Document document : collection.find().into(new ArrayList<>())) {
            for (String copy : List.of("+", "-")) {
                Object id = document.get("_id");
                collection.insertOne(
                        new Document(document)
                                .append("_id", id instanceof String ? id + copy : new ObjectId()));
            }
        }
    }

    private static SlowQueryDocument slow(String id, Instant start, String text) {
        return new SlowQueryDocument(
                id,
                "orders-1",
                "shop",
                1,
                "app",
                "10.0.0.5",
                2.5,
                text,
                false,
                start,
                start.plusSeconds(2),
                SampleStore.DIGEST_ID,
                1,
                1,
                10,
                1,
                false);
    }
}
