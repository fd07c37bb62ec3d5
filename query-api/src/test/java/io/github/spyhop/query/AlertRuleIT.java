package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that the collectors go by; that they do is {@code AlertsIT} of theirs. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class AlertRuleIT {

    private static final String PATH = "/api/v1/alert-rules";

    @Inject Store store;

    @BeforeEach
    void clear() {
        store.collection(StoreCollection.ALERT_RULES, Document.class).deleteMany(new Document());
        register("orders-1", "127.0.0.9");
    }

    @Test
    void listsTheUsualOnesAlsoBeforeACollectorRan() {
        viewer().get(PATH)
                .then()
                .statusCode(200)
                .body("id", hasItems("plan_changed", "slow_query"))
                .body("usual", not(hasItem(false)))
                .body("find { it.id == 'slow_query' }.enabled", equalTo(false))
                .body("find { it.id == 'latency_regression' }.threshold", equalTo(2.0f));
    }

    @Test
    void makesAndChangesAndDeletesARule() {
        put("busy", "{'kind':'threshold','metric':'Threads_running','threshold':64}")
                .statusCode(201)
                .body("usual", equalTo(false))
                .body("hold_off_seconds", equalTo(3_600))
                .body("severity", equalTo("warning"));
        put(
                        "busy",
                        "{'kind':'rate','metric':'Questions','comparison':'below','threshold':0.5,"
                                + "'instances':['orders-1'],'severity':'critical','for_seconds':30,"
                                + "'channels':['slack'],'template':'{alert.instance} is idle'}")
                .statusCode(200)
                .body("enabled", equalTo(true));

        AlertRuleDocument stored =
                store.collection(StoreCollection.ALERT_RULES, AlertRuleDocument.class)
                        .find()
                        .first();
        assertThat(stored).isNotNull();
        assertThat(stored.instances()).containsExactly("orders-1");
        assertThat(stored.comparison()).isEqualTo("below");
        assertThat(stored.threshold()).isEqualTo(0.5);
        assertThat(stored.forSeconds()).isEqualTo(30);
        assertThat(stored.channels()).containsExactly("slack");
        viewer().get(PATH)
                .then()
                .body("find { it.id == 'busy' }.template", equalTo("{alert.instance} is idle"));

        admin().delete(PATH + "/busy").then().statusCode(204);
        admin().delete(PATH + "/busy")
                .then()
                .statusCode(404)
                .body("detail", containsString("busy"));
        viewer().get(PATH).then().body("id", not(hasItem("busy")));
        admin().get("/api/v1/audit?limit=10")
                .then()
                .body("subject", hasItem("on: Threads_running above 64.0 for 0 s, warning"));
    }

    @Test
    void switchesAUsualRuleOffAndKeepsIt() {
        put("plan_changed", "{'kind':'plan_changed','enabled':false,'severity':'info'}")
                .statusCode(200)
                .body("usual", equalTo(true));

        viewer().get(PATH)
                .then()
                .body("findAll { it.id == 'plan_changed' }.enabled", contains(false));
        admin().delete(PATH + "/plan_changed")
                .then()
                .statusCode(409)
                .body("detail", containsString("enabled"));
    }

    @Test
    void isForAdminsToChange() {
        String rule = "{\"kind\":\"slow_query\"}";
        for (RequestSpecification caller :
                new RequestSpecification[] {viewer(), Caller.operator()}) {
            caller.contentType(ContentType.JSON).body(rule).put(PATH + "/x").then().statusCode(403);
        }
        viewer().delete(PATH + "/x").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    busy | {'kind':'moods'} | kind
                    busy | {'metric':'Questions'} | kind
                    busy | {'kind':'rate'} | metric
                    busy | {'kind':'slow_query','metric':'Questions'} | metric
                    busy | {'kind':'rate','metric':'$where'} | metric
                    busy | {'kind':'rate','metric':'Questions','comparison':'like'} | comparison
                    busy | {'kind':'slow_query','severity':'bad'} | severity
                    busy | {'kind':'slow_query','for_seconds':-1} | for_seconds
                    busy | {'kind':'slow_query','hold_off_seconds':604801} | hold_off_seconds
                    busy | {'kind':'slow_query','instances':['nobody']} | instances
                    busy | {'kind':'slow_query','instances':[null]} | instances
                    busy | {'kind':'slow_query','threshold':'much'} | threshold
                    busy | {'kind':'slow_query','template':'{#for i in 9}x{/for}'} | template
                    busy | {'kind':'slow_query','template':'{alert.'} | template
                    busy | {'kind':'slow_query','colour':'red'} | colour
                    Busy | {'kind':'slow_query'} | id
                    """)
    void refusesWhatIsNoRule(String id, String rule, String field) {
        put(id, rule).statusCode(400).body("field", equalTo(field));

        assertThat(store.collection(StoreCollection.ALERT_RULES, Document.class).countDocuments())
                .isZero();
    }

    @Test
    void hasALimit() {
        store.collection(StoreCollection.ALERT_RULES, AlertRuleDocument.class)
                .insertMany(IntStream.range(0, 191).mapToObj(AlertRuleIT::rule).toList());

        put("one-more", "{'kind':'slow_query'}")
                .statusCode(409)
                .body("detail", containsString("delete"));
        put("rule-7", "{'kind':'slow_query'}").statusCode(200);
    }

    private static AlertRuleDocument rule(int number) {
        return new AlertRuleDocument(
                "rule-" + number,
                "slow_query",
                true,
                List.of(),
                null,
                "above",
                1,
                0,
                0,
                0,
                "info",
                List.of(),
                null);
    }

    private static ValidatableResponse put(String id, String rule) {
        return admin().contentType(ContentType.JSON)
                .body(rule.replace('\'', '"'))
                .put(PATH + "/" + id)
                .then();
    }
}
