package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.operator;
import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.mongodb.client.MongoCollection;
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

/** The paths and fields that scripts and dashboards of the earlier systems read. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class SurfacesIT {

    private final Instant now = Instant.now().minusSeconds(5);

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        register("orders-1", "127.0.0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void describesAuroraByTheNamesOfTheRdsApi(String slash) {
        collection(StoreCollection.AURORA_CLUSTERS)
                .insertOne(
                        new Document("Region", "ap-northeast-2")
                                .append("DBClusterIdentifier", "orders")
                                .append("DBInstanceIdentifier", "orders-1")
                                .append("IsClusterWriter", true)
                                .append("Engine", "aurora-mysql")
                                .append("EngineVersion", "8.0.mysql_aurora.3.08.0")
                                .append("MultiAZ", true)
                                .append("MasterUsername", "admin")
                                .append("Status", "available")
                                .append("ClusterCreateTime", now)
                                .append("last_updated", now));

        viewer().get("/api/rds/aurora_cluster" + slash)
                .then()
                .statusCode(200)
                .body(
                        "[0].keySet()",
                        hasItems(
                                "Region",
                                "DBClusterIdentifier",
                                "DBInstanceIdentifier",
                                "IsClusterWriter",
                                "Engine",
                                "EngineVersion",
                                "MultiAZ",
                                "MasterUsername",
                                "Status",
                                "ClusterCreateTime",
                                "last_updated"))
                .body("[0].IsClusterWriter", equalTo(true));
    }

    @Test
    void countsCommandsTheMostFrequentFirst() {
        collection(StoreCollection.COMMAND_STATUS)
                .insertOne(
                        new Document("instance", "orders-1")
                                .append("timestamp", now)
                                .append(
                                        "commands",
                                        List.of(command("insert", 10), command("select", 30))));

        viewer().get("/api/mysql_status/status/?instance_name=orders-1")
                .then()
                .statusCode(200)
                .body("command", contains("select", "insert"))
                .body("total", contains(30, 10))
                .body(
                        "[0].keySet()",
                        hasItems("command", "total", "avgForHours", "avgForSeconds", "percentage"));
        viewer().get("/api/mysql_status/status/").then().statusCode(400);
        viewer().get("/api/mysql_status/status/?instance_name=nobody")
                .then()
                .statusCode(404)
                .body("detail", containsString("nobody"));
    }

    @Test
    void showsCachesAndBytesOverTime() {
        collection(StoreCollection.DISK_USAGE)
                .insertMany(
                        List.of(
                                new Document("instance", "orders-1")
                                        .append("timestamp", now)
                                        .append(
                                                "caches",
                                                List.of(
                                                        command("", 4)
                                                                .append(
                                                                        "name",
                                                                        "Binlog_cache_use"))),
                                new Document("instance", "orders-1")
                                        .append("timestamp", now)
                                        .append(
                                                "sizes",
                                                List.of(
                                                        new Document("name", "data_bytes")
                                                                .append(
                                                                        "value",
                                                                        5_000_000_000L)))));

        viewer().get("/api/mysql_io/status/?instance_name=orders-1")
                .then()
                .statusCode(200)
                .body("name", hasItems("Binlog_cache_use", "data_bytes"))
                .body(
                        "find { it.name == 'Binlog_cache_use' }.keySet()",
                        hasItems("timestamp", "name", "value", "avgForHours", "avgForSeconds"));
        viewer().get("/api/mysql_io/status/?instance_name=orders-1&metric=data_bytes")
                .then()
                .body("", hasSize(1))
                .body("[0].value", equalTo(5_000_000_000L));
    }

    @Test
    void addsUpSlowQueriesByInstanceSchemaAndUser() {
        viewer().get("/api/slow_query/statistics")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].instance", equalTo("orders-1"))
                .body("[0].db", equalTo("shop"))
                .body("[0].user", equalTo("app"))
                .body("[0].count", equalTo(1))
                .body("[0].max_time", equalTo(3.25f))
                .body("[0].total_time", equalTo(3.25f))
                .body("[0].avg_time", equalTo(3.25f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mysql/explain/4711", "/api/mysql_explain/explain?pid=4711"})
    void saysHowFarAnExplainIs(String path) {
        operator()
                .post(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("success"))
                .body("pid", equalTo(4711))
                .body("instance_name", equalTo("orders-1"))
                .body("keySet()", hasItems("message", "timestamp"));
        collection(StoreCollection.PLANS).deleteMany(new Document());
        operator().post(path).then().statusCode(202).body("status", equalTo("pending"));
        operator().post(path.replace("4711", "1")).then().statusCode(404);
        viewer().post(path).then().statusCode(403);
    }

    @Test
    void givesPlansByBothSystemsPaths() {
        viewer().get("/explain/plans").then().statusCode(200).body("[0].pid", equalTo(4711));
        viewer().get("/mysql/explain/4711/markdown")
                .then()
                .statusCode(200)
                .contentType("text/markdown")
                .body(containsString("-> Table scan on orders"));
    }

    @ParameterizedTest
    @CsvSource({"/sql-plan?pid=4711,/#/plan?pid=4711", "/instance-setup/,/#/instances"})
    void leadsOldLinksToTheConsole(String old, String page) {
        given().redirects()
                .follow(false)
                .get(old)
                .then()
                .statusCode(302)
                .header("Location", endsWith(page));
    }

    private static Document command(String name, long total) {
        return new Document("command", name)
                .append("total", total)
                .append("avg_for_hours", 3.5)
                .append("avg_for_seconds", 0.5)
                .append("percentage", 75.0);
    }

    private MongoCollection<Document> collection(StoreCollection collection) {
        MongoCollection<Document> found = store.collection(collection, Document.class);
        if (collection != StoreCollection.PLANS) {
            found.deleteMany(new Document());
        }
        return found;
    }
}
