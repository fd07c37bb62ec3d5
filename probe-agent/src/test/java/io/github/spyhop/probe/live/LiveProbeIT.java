package io.github.spyhop.probe.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import io.github.spyhop.model.window.LatencySketch;
import io.github.spyhop.probe.Waiting;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ProbeOfTests.class)
class LiveProbeIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final String SCHEMA = "probe_live_it";
    private static final int ROUNDS = 20;

    private final ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
    private final SqlDigester digester =
            new SqlDigester(DigestOptions.DEFAULT.withDigestLengthMax(1024));

    @Inject MongoClient mongo;
    @Inject ObjectMapper mapper;

    @BeforeEach
    void captureIsReady() throws Exception {
        Waiting.until(
                "the probe captures",
                WAIT_MAX,
                () -> RestAssured.get("/q/health/ready").statusCode() == 200);
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + SCHEMA);
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + SCHEMA
                            + ".item (id INT PRIMARY KEY, name VARCHAR(40))");
            statement.execute("TRUNCATE " + SCHEMA + ".item");
        }
    }

    private Store store() {
        return new Store(mongo.getDatabase(ProbeOfTests.DATABASE), Map.of());
    }

    private Connection connect(String options) throws SQLException {
        return mysql.connect(options.isEmpty() ? "" : SCHEMA, options);
    }

    @Test
    void storesWhatTheServerCountedToo() throws Exception {
        String insert = "INSERT INTO item VALUES (?, ?)";
        String select = "SELECT name FROM item WHERE id = ?";
        try (Connection prepared = connect("&useServerPrepStmts=true");
                Connection text = connect("&useServerPrepStmts=false")) {
            for (int i = 0; i < ROUNDS; i++) {
                run(prepared, insert, i);
                run(prepared, insert, i);
                run(text, select, i);
            }
        }

        Waiting.until(
                "the windows are stored",
                WAIT_MAX,
                () ->
                        sum(insert, WireWindowDocument::count) == 2 * ROUNDS
                                && sum(select, WireWindowDocument::count) == ROUNDS);

        assertThat(sum(insert, WireWindowDocument::errors)).isEqualTo(ROUNDS);
        assertThat(sum(insert, WireWindowDocument::rowsAffected)).isEqualTo(ROUNDS);
        assertThat(sum(insert, WireWindowDocument::lost)).isZero();
        assertThat(sum(select, WireWindowDocument::rowsSent)).isEqualTo(ROUNDS);
        WireWindowDocument window = windows(select).getFirst();
        assertThat(window.schema()).isEqualTo(SCHEMA);
        assertThat(window.user()).isEqualTo(mysql.user());
        assertThat(window.server()).endsWith(":" + mysql.port());
        assertThat(LatencySketch.ofBytes(window.latencySketch().getData()).count())
                .isEqualTo(window.count());
        assertThat(
                        store().collection(StoreCollection.DIGESTS, DigestDocument.class)
                                .find(Filters.eq(digester.digest(select).id()))
                                .first()
                                .digestText())
                .isEqualTo("SELECT NAME FROM `item` WHERE `id` = ?");
        assertThat(
                        store().collection(
                                        StoreCollection.WIRE_COVERAGE, WireCoverageDocument.class)
                                .find(Filters.eq("server", window.server()))
                                .first()
                                .capture()
                                .packets())
                .isPositive();
    }

    @Test
    void asksTheServerWhoseAConnectionIsThatBeganBeforeTheCapture() throws Exception {
        String select = "SELECT 'early', COUNT(*) FROM user WHERE user = 'nobody'";
        Connection early = Objects.requireNonNull(ProbeOfTests.early);

        Waiting.until(
                "the session of the connection is known",
                WAIT_MAX,
                () -> {
                    try (Statement statement = early.createStatement()) {
                        statement.executeQuery(select).close();
                    }
                    return windows(select).stream()
                            .anyMatch(WireWindowDocument::sessionFromProcesslist);
                });

        assertThat(windows(select))
                .filteredOn(WireWindowDocument::sessionFromProcesslist)
                .allMatch(window -> mysql.user().equals(window.user()))
                .allMatch(window -> "mysql".equals(window.schema()));
        // What it sent before the answer is not said to be anybody's.
        assertThat(windows(select))
                .filteredOn(window -> !window.sessionFromProcesslist())
                .allMatch(window -> window.user() == null && window.schema() == null);
        early.close();
    }

    private static void run(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            if (sql.startsWith("INSERT")) {
                statement.setString(2, "name " + id);
            }
            statement.execute();
        } catch (java.sql.SQLIntegrityConstraintViolationException expectedTheSecondTime) {
            assertThat(expectedTheSecondTime.getErrorCode()).isEqualTo(1062);
        }
    }

    private List<WireWindowDocument> windows(String sql) {
        return store().collection(StoreCollection.WIRE_WINDOWS, WireWindowDocument.class)
                .find(Filters.eq("digest_id", digester.digest(sql).id()))
                .into(new ArrayList<>());
    }

    private long sum(String sql, java.util.function.ToLongFunction<WireWindowDocument> field) {
        return windows(sql).stream().mapToLong(field).sum();
    }

    @Test
    void tellsEveryListenerWhatHappenedInTheWindow() throws Exception {
        BlockingQueue<String> readable = new LinkedBlockingQueue<>();
        BlockingQueue<String> compact = new LinkedBlockingQueue<>();
        WebSocket first = listen("", readable);
        WebSocket second = listen("?format=compact", compact);
        String slow = "SELECT SLEEP(0.25), 'listeners'";
        try (Connection connection = connect("&useServerPrepStmts=false");
                Statement statement = connection.createStatement()) {
            statement.execute(slow);
        }
        String id = digester.digest(slow).id();

        JsonNode report = await(readable, text -> text.contains(id));
        JsonNode seed = await(compact, text -> text.contains(id));
        first.abort();
        second.abort();

        JsonNode row =
                report.get("statements")
                        .valueStream()
                        .filter(each -> each.get("digest_id").asText().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(row.get("count").asLong()).isOne();
        assertThat(row.get("slow_count").asLong()).isOne();
        assertThat(row.at("/latency_micros/p99").asLong()).isBetween(240_000L, 2_000_000L);
        assertThat(row.at("/slow_samples/0/statement").asText()).doesNotContain("0.25");
        assertThat(report.get("window_seconds").asInt()).isOne();
        JsonNode summary = seed.at("/a/127.0.0.1/a/" + SCHEMA + "/a/" + id);
        assertThat(summary.get("a").asText()).isEqualTo(digester.digest(slow).text());
        assertThat(summary.get("c").asInt()).isOne();
        assertThat(seed.at("/a/127.0.0.1/c/127.0.0.1/a/" + SCHEMA + "/a/" + id + "/k/0/k").asLong())
                .isGreaterThan(240_000);
    }

    @Test
    void changesItsPeriodForWhoHasTheToken() throws Exception {
        String path = "/config/update?report_period_ms=";
        RestAssured.get(path + 2_000).then().statusCode(401);
        RestAssured.given().auth().oauth2("not the token").get(path + 2_000).then().statusCode(401);
        for (String wrong : List.of("", "0", "1500", "3600001", "-1000", "two")) {
            RestAssured.given()
                    .auth()
                    .oauth2(ProbeOfTests.TOKEN)
                    .get(path + wrong)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        WebSocket listener = listen("", reports);

        String answer =
                RestAssured.given()
                        .auth()
                        .oauth2(ProbeOfTests.TOKEN)
                        .get(path + 2_000)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(answer).isEqualTo("{\"report_period_ms\":2000}");
        await(reports, text -> text.contains("\"window_seconds\":2"));
        RestAssured.given().auth().oauth2(ProbeOfTests.TOKEN).post(path + 1_000);
        await(reports, text -> text.contains("\"window_seconds\":1"));
        listener.abort();
    }

    private JsonNode await(
            BlockingQueue<String> messages, java.util.function.Predicate<String> wanted)
            throws Exception {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < end) {
            String text = messages.poll(1, TimeUnit.SECONDS);
            if (text != null && wanted.test(text)) {
                return mapper.readTree(text);
            }
        }
        throw new AssertionError("the report did not come");
    }

    private WebSocket listen(String query, BlockingQueue<String> messages) {
        URI uri = URI.create("ws://localhost:" + RestAssured.port + "/collector" + query);
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Whole(messages))
                .join();
    }

    private static final class Whole implements WebSocket.Listener {

        private final BlockingQueue<String> messages;
        private final StringBuilder partial = new StringBuilder();

        Whole(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
