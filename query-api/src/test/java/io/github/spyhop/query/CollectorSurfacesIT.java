package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.operator;
import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of the earlier system by which collectors are ordered and months are counted. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class CollectorSurfacesIT {

    @Inject Store store;

    @BeforeEach
    void fill() {
        collection(StoreCollection.COLLECTOR_CONTROL).deleteMany(new Document());
        MongoCollection<Document> logs = collection(StoreCollection.CLOUDWATCH_SLOW_QUERIES);
        logs.deleteMany(new Document());
        logs.insertMany(
                List.of(
                        line("2026-10-01", "SELECT * FROM `t` WHERE `a` = ?", 10, List.of("app")),
                        line("2026-10-31", "SELECT * FROM `t` WHERE `a` = ?", 30, List.of("app")),
                        line("2026-10-31", "UPDATE `t` SET `a` = ?", 5, List.of("app", "batch"))
                                .append(
                                        "by_user",
                                        List.of(byUser("app", 1, 0.5), byUser("batch", 4, 2.0))),
                        line("2026-11-01", "COMMIT", 99, List.of("app"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void startsAndStopsTheMonitor(String slash) {
        viewer().post("/mysql/stop" + slash).then().statusCode(403);
        operator()
                .post("/mysql/stop" + slash)
                .then()
                .statusCode(200)
                .body("status", equalTo("stopped"))
                .body("keySet()", hasItems("message", "timestamp"));
        viewer().get("/mysql/status" + slash).then().body("status", equalTo("stopped"));
        Document order =
                collection(StoreCollection.COLLECTOR_CONTROL).find(Filters.eq("monitor")).first();
        assertThat(order).isNotNull();
        assertThat(order.getString("status")).isEqualTo("stopped");
        assertThat(order.getString("changed_by")).isEqualTo("operator");

        operator().post("/mysql/start" + slash).then().statusCode(200);
        viewer().get("/mysql/status" + slash)
                .then()
                .statusCode(200)
                .body("status", equalTo("running"))
                .body("message", containsString("collectors are alive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void asksForARunOverLastMonthsSlowLogs(String slash) {
        String id =
                operator()
                        .post("/cloudwatch/run" + slash)
                        .then()
                        .statusCode(202)
                        .body("status", equalTo("requested"))
                        .body("keySet()", hasItems("message", "target_date", "timestamp"))
                        .extract()
                        .path("collection_id");

        viewer().get("/api/v1/collections/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("requested"))
                .body("from", endsWith("-01T00:00:00Z"));
        viewer().get("/api/v1/collections").then().body("[0].collection_id", equalTo(id));
        viewer().get("/api/v1/collections/none").then().statusCode(404);
        operator().post("/cloudwatch/run?start_date=2026-10-01").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void weighsTheDaysOfAMonth(String slash) {
        String select = "stats.find { it.digest_query.startsWith('SELECT') }.";
        viewer().get("/cw-slowquery/digest/stats" + slash + "?month=2026-10")
                .then()
                .statusCode(200)
                .body("month", equalTo("2026-10"))
                .body("stats", hasSize(2))
                .body(select + "instance_id", equalTo("orders-1"))
                .body(select + "user", equalTo("app"))
                .body(select + "sum_stats.execution_count", equalTo(40))
                .body(select + "sum_stats.total_time", equalTo(20.0f))
                .body(select + "avg_stats.avg_time", equalTo(0.5f))
                .body(select + "avg_stats.avg_rows_examined", equalTo(25.0f))
                .body(
                        select + "avg_stats.keySet()",
                        hasItems("avg_lock_time", "avg_rows_examined", "avg_rows_sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void countsAMonthOnceByInstanceAndByUser(String slash) {
        operator()
                .post("/sql/statistics/calculate/2026-10" + slash)
                .then()
                .statusCode(200)
                .body("status", equalTo("success"));
        operator().post("/sql/statistics/users/calculate/2026-10" + slash).then().statusCode(200);
        viewer().get("/sql/statistics/2026-10" + slash + "?instance_ids=orders-1,orders-2")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].unique_digest_count", equalTo(2))
                .body("[0].total_slow_query_count", equalTo(3))
                .body("[0].total_execution_count", equalTo(45))
                .body("[0].total_execution_time", equalTo(22.5f))
                .body("[0].avg_execution_time", equalTo(0.5f))
                .body("[0].total_rows_examined", equalTo(1_125))
                .body("[0].read_query_count", equalTo(40))
                .body("[0].write_query_count", equalTo(5))
                .body("[0].ddl_query_count", equalTo(0))
                .body("[0].commit_query_count", equalTo(0));
        String app = "find { it.user == 'app' }.";
        viewer().get("/sql/statistics/users/2026-10" + slash)
                .then()
                .statusCode(200)
                .body("", hasSize(2))
                .body(app + "total_queries", equalTo(2))
                .body(app + "total_exec_count", equalTo(41))
                .body(app + "total_exec_time", equalTo(20.5f));
        viewer().get("/sql/statistics/2026-10?instance_ids=none").then().body("", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void showsWhatRdsDescribes(String slash) {
        MongoCollection<Document> rds = collection(StoreCollection.RDS_INSTANCES);
        rds.deleteMany(new Document());
        viewer().get("/aws/info" + slash).then().statusCode(404);
        rds.insertOne(
                new Document("Region", "ap-northeast-2")
                        .append("DBInstanceIdentifier", "orders-1")
                        .append("Engine", "aurora-mysql")
                        .append("EngineVersion", "8.0.mysql_aurora.3.08.0")
                        .append("Endpoint", new Document("Address", "o.rds").append("Port", 3306))
                        .append("InstanceCreateTime", Instant.EPOCH)
                        .append("Tags", new Document("env", "prd"))
                        .append("updateTime", Instant.now()));

        operator().post("/collectors/rds-instances" + slash).then().statusCode(202);
        operator().post("/aws/collect" + slash).then().statusCode(202);
        Document errand =
                collection(StoreCollection.COLLECTOR_CONTROL).find(Filters.eq("rds")).first();
        assertThat(errand).isNotNull();
        assertThat(errand.getDate("due_at")).isNotNull();
        viewer().get("/rds-instances" + slash)
                .then()
                .statusCode(200)
                .body("[0].Endpoint.Address", equalTo("o.rds"))
                .body("[0].Tags.env", equalTo("prd"))
                .body(
                        "[0].keySet()",
                        hasItems(
                                "Region",
                                "DBInstanceIdentifier",
                                "Engine",
                                "EngineVersion",
                                "InstanceCreateTime",
                                "updateTime"));
        viewer().get("/aws/info" + slash)
                .then()
                .statusCode(200)
                .body("region", equalTo("ap-northeast-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void knowsWhatInstanceClassesHave(String slash) {
        viewer().get("/api/rds/instance_class" + slash)
                .then()
                .statusCode(200)
                .body("size()", greaterThan(60))
                .body("find { it.instance_class == 'db.r6g.2xlarge' }.spec.vCPU", equalTo(8))
                .body("find { it.instance_class == 'db.r6g.2xlarge' }.spec.RAM", equalTo(64.0f));
    }

    @ParameterizedTest
    @CsvSource({"/memo,/#/slow-queries", "/memo/,/#/slow-queries"})
    void leadsOldLinksToTheConsole(String old, String page) {
        given().redirects()
                .follow(false)
                .get(old)
                .then()
                .statusCode(302)
                .header("Location", endsWith(page));
    }

    @Test
    void refusesWhatIsNoMonth() {
        for (String month : List.of("2026-13", "2026", "+9999-01", "1969-12")) {
            viewer().get("/sql/statistics/" + month)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("month"));
        }
        viewer().get("/cw-slowquery/digest/stats?month=October").then().statusCode(400);
    }

    private static Document line(String day, String digest, long count, List<String> users) {
        return new Document("_id", "orders-1:" + day + ":" + digest)
                .append("date", day)
                .append("instance_id", "orders-1")
                .append("digest_id", Integer.toHexString(digest.hashCode()))
                .append("digest_query", digest)
                .append("execution_count", count)
                .append("total_time", count * 0.5)
                .append("avg_time", 0.5)
                .append("avg_lock_time", 0.01)
                .append("avg_rows_sent", 1.0)
                .append("avg_rows_examined", 25.0)
                .append("users", users);
    }

    private static Document byUser(String user, long count, double time) {
        return new Document("user", user)
                .append("execution_count", count)
                .append("total_time", time);
    }

    private MongoCollection<Document> collection(StoreCollection collection) {
        return store.collection(collection, Document.class);
    }
}
