package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.model.store.Store;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class OverviewIT {

    @Inject Store store;
    @Inject ObjectMapper mapper;

    @TestHTTPResource("/ws/overview")
    URI socket;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
    }

    @Test
    void joinsAFamilyOnTheWireWithTheSameInsideTheServers() {
        viewer().get("/api/v1/digests?from=now-5m")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].digest_text", equalTo(SampleStore.DIGEST_TEXT))
                .body("[0].wire_count", equalTo(40))
                .body("[0].server_count", equalTo(40))
                .body("[0].wire_share", equalTo(1.0f))
                .body("[0].wire_errors", equalTo(2))
                .body("[0].wire_latency_micros_sum", equalTo(100_000))
                .body("[0].wire_latency_micros_p50", greaterThan(2_950))
                .body("[0].wire_latency_micros_p50", lessThan(3_050));
    }

    @Test
    void addsUpRowChangesOverTables() {
        viewer().get("/api/v1/row-changes?from=now-5m")
                .then()
                .statusCode(200)
                .body("inserts", contains(100, 50))
                .body("rows_per_second", contains(20.0f, 10.0f));
    }

    @Test
    void listsSlowQueriesAndTheirPlans() {
        viewer().get("/api/mysql_explain/items/?days=1")
                .then()
                .statusCode(200)
                .body("[0].pid", equalTo(4711))
                .body("[0].time", equalTo(3.25f))
                .body("[0].sql_text", containsString("orders"));
        viewer().get("/mysql/queries?page=1&page_size=5&instance=orders-1")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("page_size", equalTo(5))
                .body("items[0].id", equalTo(SampleStore.SLOW_ID));
        viewer().get("/api/mysql_explain/plans/")
                .then()
                .statusCode(200)
                .body("[0].pid", equalTo(4711))
                .body("[0].explain_result", equalTo(null));
    }

    @Test
    void givesAPlanAsMarkdown() {
        viewer().get("/api/mysql_explain/download?pid=4711")
                .then()
                .statusCode(200)
                .contentType("text/markdown")
                .header("Content-Disposition", containsString("slowlog_pid_4711.md"))
                .body(containsString("-> Table scan on orders"));
        viewer().get("/api/mysql_explain/download?pid=1").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/digests?from=yesterday",
                "/api/v1/digests?from=now&to=now-1h",
                "/api/v1/digests?limit=0",
                "/api/v1/digests?to=%2B999999999-12-31T00:00:00Z",
                "/api/v1/digests?from=now-999999w",
                "/mysql/queries?search=%00",
                "/mysql/queries?page_size=101",
                "/mysql/queries?start_date=2026-13-01",
                "/api/mysql_explain/items?days=0",
                "/api/mysql_explain/download",
            })
    void refusesWhatItCannotAnswer(String path) {
        viewer().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void pushesTheOverviewAtOnceAndThenEachSecond() throws Exception {
        try (Listener listener = new Listener(socket, StoreOfTests.VIEWER)) {
            JsonNode first = mapper.readTree(listener.next());
            JsonNode second = mapper.readTree(listener.next());

            assertThat(first.at("/slow_queries/0/plan/status").asText()).isEqualTo("planned");
            assertThat(first.at("/top_digests/0/wire_count").asInt()).isEqualTo(40);
            assertThat(second.at("/time").asText()).isGreaterThan(first.at("/time").asText());
        }
    }

    @Test
    void pushesNothingToAStranger() {
        assertThatThrownBy(() -> new Listener(socket, "stranger"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
}
