package io.github.spyhop.binlog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The whole service, as the environment configures it. */
@QuarkusTest
@QuarkusTestResource(ServiceIT.Servers.class)
class ServiceIT {

    private static final String NAME = "service_it";
    private static final String ADDED = "service_it_added";
    private static final String TOKEN = "0123456789abcdef";
    private static final String SOURCES = "/api/v1/binlog/sources";

    /** Configures the service with the shared servers. */
    public static final class Servers implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
            ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
            Map<String, String> config = new HashMap<>();
            config.put(
                    "quarkus.mongodb.connection-string",
                    RealServers.shared(ServerKind.MONGODB).uri());
            config.put("binlog.source", "service-" + UUID.randomUUID());
            config.put("binlog.host", mysql.host());
            config.put("binlog.port", Integer.toString(mysql.port()));
            config.put("binlog.user", mysql.user());
            config.put("binlog.password", mysql.password());
            config.put("binlog.server-id", "69999");
            config.put("binlog.database", NAME);
            config.put("binlog.exchange", NAME);
            config.put("AES_KEY", "c3B5aG9wLXRlc3Qta2V5LXNweWhvcC10ZXN0LWtleSE=");
            config.put("spyhop.access.admin-token", TOKEN);
            config.put("rabbitmq.host", rabbit.host());
            config.put("rabbitmq.port", Integer.toString(rabbit.port()));
            config.put("rabbitmq.username", rabbit.user());
            config.put("rabbitmq.password", rabbit.password());
            return config;
        }

        @Override
        public void stop() {}
    }

    @Test
    void isReadyWhenItsServersAnswer() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void publishesAndCounts() {
        try (Database database = new Database(RealServers.shared(ServerKind.MYSQL), NAME);
                Subscriber subscriber =
                        new Subscriber(
                                RealServers.shared(ServerKind.RABBITMQ),
                                NAME,
                                BuiltinExchangeType.FANOUT)) {
            database.run("CREATE TABLE t (id INT PRIMARY KEY)");
            Await.until(
                    "the source runs",
                    () -> metrics().matches("(?s).*binlog_running\\{[^}]*} 1.*"));
            database.run("INSERT INTO t VALUES (1), (2)");

            subscriber.awaitChanges(2);

            Await.until(
                    "rows are counted",
                    () -> metrics().contains("rows_total{operation=\"insert\",source=\"service-"));
            assertThat(metrics()).contains("spyhop_binlog_lag_seconds");
        }
    }

    @Test
    void operatorsSeeAndOrderWithATokenOnly() {
        given().get(SOURCES).then().statusCode(401).contentType("application/problem+json");
        String name =
                given().auth()
                        .oauth2(TOKEN)
                        .get(SOURCES)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0].name");

        given().auth()
                .oauth2(TOKEN)
                .get(SOURCES + "/" + name + "/preflight")
                .then()
                .statusCode(200)
                .body("findings", empty());
        given().auth().oauth2(TOKEN).get(SOURCES + "/none").then().statusCode(404);
        given().auth()
                .oauth2(TOKEN)
                .contentType("application/json")
                .body(Map.of("transaction", "x"))
                .post(SOURCES + "/" + name + "/skips")
                .then()
                .statusCode(400)
                .body("detail", containsString("reason"));
        given().auth()
                .oauth2(TOKEN)
                .contentType("application/json")
                .body(Map.of("start", "yesterday", "reason", "r"))
                .put(SOURCES + "/" + name + "/position")
                .then()
                .statusCode(400)
                .body("detail", containsString("GTID set"));
        order(name, "pause");
        awaitState(name, "paused");
        order(name, "resume");
        awaitState(name, "running");
    }

    @Test
    void tablesAreReadByOrder() {
        String source = asAdmin().get(SOURCES).then().statusCode(200).extract().path("[0].name");
        String snapshot = SOURCES + "/" + source + "/snapshot";
        try (Database database = new Database(RealServers.shared(ServerKind.MYSQL), NAME);
                Subscriber subscriber =
                        new Subscriber(
                                RealServers.shared(ServerKind.RABBITMQ),
                                NAME,
                                BuiltinExchangeType.FANOUT)) {
            database.run(
                    "CREATE TABLE t (id INT PRIMARY KEY)",
                    "CREATE TABLE heap (id INT)",
                    "INSERT INTO t VALUES (1), (2)",
                    "ANALYZE TABLE t");
            awaitState(source, "running");
            given().get(snapshot).then().statusCode(401);
            asAdmin().get(snapshot).then().statusCode(404);
            asAdmin().delete(snapshot).then().statusCode(404);
            refuseSnapshot(snapshot, List.of(), "tables");
            refuseSnapshot(snapshot, List.of(NAME + ".none"), "tables");
            refuseSnapshot(snapshot, List.of(NAME + ".heap"), "PRIMARY KEY");
            asAdmin()
                    .body(Map.of("tables", List.of(NAME + ".*"), "dry_run", true))
                    .post(snapshot)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("dry_run"))
                    .body("tables.table_name", equalTo(List.of("heap", "t")))
                    .body("tables[0].reason", containsString("PRIMARY KEY"))
                    .body("tables[1].estimated_rows", equalTo(2));

            String id =
                    asAdmin()
                            .body(Map.of("tables", List.of(NAME + ".*")))
                            .post(snapshot)
                            .then()
                            .statusCode(202)
                            .extract()
                            .path("id");

            Await.until("it is done", () -> asAdmin().get(snapshot).path("state").equals("done"));
            asAdmin().get(snapshot).then().body("id", equalTo(id)).body("rows", equalTo(2));
            assertThat(subscriber.changes())
                    .filteredOn(message -> message.type().equals("row_snapshot"))
                    .hasSize(2);
        }
    }

    private static void refuseSnapshot(String path, List<String> tables, String said) {
        asAdmin()
                .body(Map.of("tables", tables))
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }

    @Test
    void sourcesAreAddedChangedAndRemoved() {
        ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
        String added = "added-" + UUID.randomUUID();
        Map<String, Object> settings = new HashMap<>();
        settings.put("name", added);
        settings.put("host", mysql.host());
        settings.put("port", mysql.port());
        settings.put("user", mysql.user());
        settings.put("server_id", 69_998);
        settings.put("database", ADDED);
        settings.put("exchange", ADDED);
        refuse(settings, "filter_table", "x", 400, "filter_table");
        refuse(settings, "port", "many", 400, "many");
        refuse(settings, "name", "a b", 400, "name");
        try (Database database = new Database(mysql, ADDED);
                Subscriber subscriber =
                        new Subscriber(
                                RealServers.shared(ServerKind.RABBITMQ),
                                ADDED,
                                BuiltinExchangeType.FANOUT)) {
            database.run("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE TABLE u (id INT)");
            settings.put("password", mysql.password());
            asAdmin()
                    .body(settings)
                    .post(SOURCES)
                    .then()
                    .statusCode(201)
                    .body("settings.host", equalTo(mysql.host()))
                    .body("settings.password", nullValue());
            awaitState(added, "running");
            database.run("INSERT INTO t VALUES (1)");
            subscriber.awaitChanges(1);
            asAdmin().body(settings).post(SOURCES).then().statusCode(409);
            settings.remove("name");
            settings.remove("password");
            settings.put("filter_tables", List.of(ADDED + ".u"));
            asAdmin().body(settings).put(SOURCES + "/" + added).then().statusCode(200);
            awaitState(added, "running");
            database.run("INSERT INTO t VALUES (2)", "INSERT INTO u VALUES (3)");
            assertThat(subscriber.awaitChanges(2).get(1).values().get("id").asInt()).isEqualTo(3);

            asAdmin().delete(SOURCES + "/" + added).then().statusCode(204);

            asAdmin().get(SOURCES + "/" + added).then().statusCode(404);
            assertThat(metrics()).doesNotContain(added);
        }
    }

    private static RequestSpecification asAdmin() {
        return given().auth().oauth2(TOKEN).contentType("application/json");
    }

    private static void refuse(
            Map<String, Object> settings, String field, String value, int status, String said) {
        Map<String, Object> wrong = new HashMap<>(settings);
        wrong.put(field, value);
        asAdmin()
                .body(wrong)
                .post(SOURCES)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(said));
    }

    private static void order(String name, String order) {
        given().auth()
                .oauth2(TOKEN)
                .contentType("application/json")
                .post(SOURCES + "/" + name + "/" + order)
                .then()
                .statusCode(200);
    }

    private static void awaitState(String name, String state) {
        Await.until(
                name + " is " + state,
                () ->
                        given().auth()
                                .oauth2(TOKEN)
                                .get(SOURCES + "/" + name)
                                .path("state")
                                .equals(state));
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
