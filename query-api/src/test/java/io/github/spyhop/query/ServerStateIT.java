package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does, waits for, schedules, holds and publishes. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class ServerStateIT {

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        register("orders-1", "127.0.0.9");
    }

    @Test
    void showsWhatRunsNowAndNotWhatHasEnded() {
        viewer().get("/api/v1/running").then().statusCode(200).body("", hasSize(0));

        store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .updateMany(
                        new Document(),
                        Updates.combine(
                                Updates.set("end", null),
                                Updates.set("start", Instant.now().minusSeconds(8)),
                                Updates.set("time", 7.5)));

        viewer().get("/api/v1/running?instance=orders-1")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].slow_query_id", equalTo(SampleStore.SLOW_ID))
                .body("[0].seconds", equalTo(7.5f))
                .body("[0].kill", equalTo("KILL QUERY 4711"));
    }

    @Test
    void showsWhoWaitsForWhom() {
        viewer().get("/api/v1/locks")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].instance", equalTo("orders-1"))
                .body("[0].trees[0].pid", equalTo(11))
                .body("[0].trees[0].kill", equalTo("KILL 11"))
                .body("[0].trees[0].waiters[0].pid", equalTo(12))
                .body("[0].trees[0].waiters[0].lock_object", equalTo("shop.orders"));
        viewer().get("/api/v1/transactions?instance=orders-1")
                .then()
                .statusCode(200)
                .body("[0].seconds", equalTo(90))
                .body("[0].rows_locked", equalTo(3))
                .body("[0].kill", equalTo("KILL 11"));
        viewer().get("/api/v1/locks/series?from=now-5m")
                .then()
                .statusCode(200)
                .body("waits_max", contains(1, 1))
                .body("transactions_max", contains(1, 1));
        viewer().get("/api/v1/deadlocks")
                .then()
                .statusCode(200)
                .body("[0].report", equalTo("LATEST DETECTED DEADLOCK"));
    }

    @Test
    void showsWhatWasWaitedFor() {
        viewer().get("/api/v1/waits?from=now-10m&instance=orders-1")
                .then()
                .statusCode(200)
                .body(
                        "event",
                        contains(
                                "wait/io/file/innodb/innodb_log_file",
                                "wait/synch/cond/sql/m_workers.cond"))
                .body("count", contains(30, 30))
                .body("wait_micros_sum", contains(6_000_000, 1_500_000))
                .body("wait_micros_mean[0]", equalTo(200_000.0f))
                .body("percent", contains(80.0f, 20.0f));
        viewer().get("/api/v1/waits?from=now-10h&limit=1")
                .then()
                .statusCode(200)
                .body("count", contains(1_045))
                .body("wait_micros_sum", contains(209_000_000));
    }

    @Test
    void addsWaitsUpByWholeDaysAndTheirEdgesByHours() {
        // What is left of days that are over is enough.
        store.collection(StoreCollection.WAITS, Document.class)
                .deleteMany(
                        Filters.and(
                                Filters.ne("level", "day"),
                                Filters.lt("timestamp", Instant.now().minus(Duration.ofDays(2))),
                                Filters.gt("timestamp", Instant.now().minus(Duration.ofDays(30)))));

        assertThat(waitsFrom("now-41d")).isEqualTo(1_045 + 2_000 + 4_000);
        assertThat(waitsFrom("now-%dh".formatted(40 * 24 + 1))).isEqualTo(1_045 + 2_000 + 4_000);
        assertThat(waitsFrom("now-%dh".formatted(40 * 24 - 1))).isEqualTo(1_045 + 2_000);
        JsonPath days =
                viewer().get("/api/v1/waits/series?from=now-41d&instance=orders-1&limit=2")
                        .then()
                        .statusCode(200)
                        .body("seconds.unique()", contains(86_400))
                        .extract()
                        .jsonPath();
        assertThat(
                        days
                                .getList(
                                        "findAll { it.event.endsWith('log_file') }"
                                                + ".wait_seconds_per_second",
                                        Double.class)
                                .stream()
                                .mapToDouble(each -> each * 86_400)
                                .sum())
                .isCloseTo(7_045 * 0.2, Offset.offset(0.1));
    }

    private static long waitsFrom(String from) {
        return viewer().get("/api/v1/waits?instance=orders-1&limit=1&from=" + from)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].count");
    }

    @Test
    void showsWhatWasWaitedForOverTime() {
        viewer().get("/api/v1/waits/series?from=now-30m&instance=orders-1")
                .then()
                .statusCode(200)
                .body("", hasSize(4))
                .body("seconds.unique()", contains(60))
                .body("[0].event", equalTo("wait/io/file/innodb/innodb_log_file"))
                .body("[0].wait_seconds_per_second", equalTo(0.05f))
                .body("[2].wait_seconds_per_second", equalTo(0.1f));
        JsonPath hours =
                viewer().get("/api/v1/waits/series?from=now-10h&limit=1")
                        .then()
                        .statusCode(200)
                        .body("seconds.unique()", contains(3_600))
                        .body(
                                "event.unique()",
                                contains("other", "wait/io/file/innodb/innodb_log_file"))
                        .extract()
                        .jsonPath();
        assertThat(
                        hours
                                .getList(
                                        "findAll { it.event != 'other' }.wait_seconds_per_second",
                                        Double.class)
                                .stream()
                                .mapToDouble(each -> each * 3_600)
                                .sum())
                .isCloseTo(209, Offset.offset(0.1));
    }

    @Test
    void showsRolesAndWhatHappened() {
        viewer().get("/api/v1/topology")
                .then()
                .statusCode(200)
                .body("[0].instance", equalTo("orders-1"))
                .body("[0].read_only", equalTo(true))
                .body("[0].channels[0].lag_seconds", equalTo(1.5f));
        viewer().get("/api/v1/server-events?instance=orders-1")
                .then()
                .statusCode(200)
                .body("[0].kind", equalTo("role_changed"))
                .body("[0].keySet()", hasItems("time", "instance", "detail"))
                .body("[1].kind", equalTo("parameter_changed"))
                .body("[1].detail", equalTo("max_connections: 151 to 500"));
    }

    @Test
    void showsScheduledEvents() {
        viewer().get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].event", equalTo("shop.purge"))
                .body("[0].problems", contains("scheduler_off"))
                .body("[0].counted.rows_affected", equalTo(900));
        viewer().get("/api/v1/events/schedulers")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].instance", equalTo("orders-1"))
                .body("[0].scheduler", equalTo("OFF"));
        viewer().get("/api/v1/events/runs?event=shop.purge&instance=orders-1")
                .then()
                .statusCode(200)
                .body("outcome", contains("missed", "succeeded"));
    }

    @Test
    void showsStatusVariablesOverTime() {
        viewer().get(
                        "/api/v1/status-series?instance=orders-1&names=Threads_running,Questions&from=now-5m")
                .then()
                .statusCode(200)
                .body("findAll { it.name == 'Threads_running' }.value", contains(30.0f, 50.0f))
                .body("findAll { it.name == 'Questions' }.rate", contains(60.0f, 100.0f));
        viewer().get("/api/v1/status-names?instance=orders-1")
                .then()
                .statusCode(200)
                .body("name", contains("Questions", "Threads_running"))
                .body("[1].value", equalTo(50.0f));
    }

    @Test
    void showsStorageAndItsGrowth() {
        viewer().get("/api/v1/storage?instance=orders-1")
                .then()
                .statusCode(200)
                .body("[0].bytes", equalTo(1_500))
                .body("[0].growth_bytes_per_day", equalTo(1_001))
                .body("[0].files.binlog", equalTo(77));
        viewer().get("/api/v1/storage/series?from=now-1d")
                .then()
                .statusCode(200)
                .body("bytes", contains(1_000, 1_500));
        viewer().get("/api/v1/storage/schemas?instance=orders-1")
                .then()
                .statusCode(200)
                .body("schema", contains("shop"));
        viewer().get("/api/v1/storage/tables?instance=orders-1")
                .then()
                .statusCode(200)
                .body("[0].table", equalTo("orders"))
                .body("[0].data_bytes", equalTo(1_500));
        viewer().get("/api/v1/storage/indexes?instance=orders-1&kind=duplicate")
                .then()
                .statusCode(200)
                .body("covered_by", contains("note_2"));
    }

    @Test
    void showsBinlogSourcesAndTheirTables() {
        viewer().get("/api/v1/row-changes/sources")
                .then()
                .statusCode(200)
                .body("[0].source", equalTo("orders"))
                .body("[0].state", equalTo("running"))
                .body("[0].gtid_set", equalTo("uuid-9:1-99"));
        viewer().get("/api/v1/row-changes/tables?from=now-5m")
                .then()
                .statusCode(200)
                .body("[0].keySet()", hasItems("source", "schema", "table_name", "rows_per_second"))
                .body("inserts.sum()", equalTo(150));
        viewer().get("/api/v1/row-changes?from=now-5m&table=none")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
    }

    @Test
    void showsWhatWasSeenAndWhatNot() {
        viewer().get("/api/v1/coverage?instance=orders-1")
                .then()
                .statusCode(200)
                .body("[0].server", equalTo("127.0.0.9:3306"))
                .body("[0].wire.statements", equalTo(400))
                .body("[0].wire.statements_lost.gap", equalTo(12))
                .body("[0].wire.connections_unreadable.tls", equalTo(4))
                .body("[0].wire.packets_dropped", equalTo(10))
                .body("[0].inside.statements", equalTo(400))
                .body("[0].inside.restarts", equalTo(1));
        viewer().get("/api/v1/services")
                .then()
                .statusCode(200)
                .body("service", hasItems("collector-service", "binlog-monitor", "probe-agent"))
                .body("state.unique()", contains("up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "running",
                "transactions",
                "locks",
                "locks/series",
                "waits",
                "waits/series",
                "deadlocks",
                "server-events",
                "annotations",
                "status-series?names=Questions",
                "status-names",
                "storage",
                "storage/series",
                "storage/schemas",
                "storage/tables",
                "storage/indexes",
                "events",
                "events/runs",
                "coverage",
            })
    void saysThatAnInstanceIsNotKnown(String path) {
        viewer().queryParam("instance", "nobody")
                .get("/api/v1/" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status-series?instance=orders-1&names=$where",
                "status-series?instance=orders-1",
                "status-names",
                "storage/indexes?instance=orders-1&kind=odd",
                "running?limit=1001",
                "waits?limit=0",
                "waits/series?limit=51",
                "events/runs?from=soon",
            })
    void refusesWhatItCannotAnswer(String path) {
        viewer().get("/api/v1/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }
}
