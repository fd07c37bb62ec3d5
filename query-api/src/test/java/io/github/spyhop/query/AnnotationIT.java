package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.github.spyhop.query.Caller.register;
import static io.github.spyhop.query.Caller.viewer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class AnnotationIT {

    private static final String PATH = "/api/v1/annotations";

    @Inject Store store;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
        register("orders-1", "127.0.0.9");
        register("orders-2", "127.0.0.10");
        clear();
    }

    @AfterEach
    void clear() {
        store.collection(StoreCollection.ANNOTATIONS, Document.class).deleteMany(new Document());
    }

    @Test
    void showsWhatPeopleDidBesideWhatHappenedTheLatestFirst() {
        add("{'title':'shop v42','text':'orders by day','time':'now-1s','tags':'shop,v42'}")
                .statusCode(201)
                .body("kind", equalTo("deployment"));

        viewer().get(PATH + "?from=now-5m")
                .then()
                .statusCode(200)
                .body(
                        "kind",
                        contains("deployment", "role_changed", "parameter_changed", "plan_changed"))
                .body("[0].title", equalTo("shop v42"))
                .body("[0].text", equalTo("orders by day"))
                .body("[0].tags", equalTo("deployment,shop,v42"))
                .body("[0].time_end", nullValue())
                .body("[1].title", equalTo("orders-1: role changed"))
                .body("[1].text", equalTo("source to replica"))
                .body("[1].tags", equalTo("role_changed,orders-1"))
                .body("[3].digest_id", equalTo(SampleStore.DIGEST_ID));
    }

    @Test
    void givesAnInstanceItsOwnAndThoseOfNoneInParticular() {
        add("{'title':'everywhere'}").statusCode(201);
        add("{'title':'here','instance':'orders-1'}").statusCode(201);
        add("{'title':'there','instance':'orders-2'}").statusCode(201);

        viewer().get(PATH + "?from=now-5m&to=now&instance=orders-2")
                .then()
                .statusCode(200)
                .body("title", contains("there", "everywhere"));
    }

    @Test
    void takesBackWhatPeopleMadeAndNothingElse() {
        String id =
                add("{'title':'upgrade','kind':'note','time':'now-2h','time_end':'now-1h'}")
                        .statusCode(201)
                        .extract()
                        .path("id");
        String happened =
                viewer().get(PATH + "?from=now-5m").path("find { it.kind == 'role_changed' }.id");

        admin().delete(PATH + "/" + happened).then().statusCode(404);
        admin().delete(PATH + "/" + id).then().statusCode(204);
        admin().delete(PATH + "/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        viewer().get(PATH + "?from=now-1d")
                .then()
                .body("title", not(hasItem("upgrade")))
                .body("kind", hasItem("role_changed"));
    }

    @Test
    void letsViewersLookAlone() {
        viewer().contentType(ContentType.JSON)
                .body("{\"title\":\"shop v42\"}")
                .post(PATH)
                .then()
                .statusCode(403);
        viewer().delete(PATH + "/x").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title    | {'text':'no title'}",
                "title    | {'title':' '}",
                "kind     | {'title':'x','kind':'plan_changed'}",
                "time     | {'title':'x','time':'yesterday'}",
                "time     | {'title':'x','time':'1971-01-01'}",
                "time     | {'title':'x','time':'2999-01-01'}",
                "time_end | {'title':'x','time':'now-1h','time_end':'now-2h'}",
                "tags     | {'title':'x','tags':'a,,b'}",
                "colour   | {'title':'x','colour':'red'}",
            })
    void saysWhatIsWrong(String field, String body) {
        add(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
        viewer().get(PATH + "?from=2000-01-01&to=2999-01-01")
                .then()
                .body("findAll { it.kind == 'deployment' }", hasSize(0));
    }

    @Test
    void knowsNoInstanceThatIsNotRegistered() {
        add("{'title':'x','instance':'nobody'}").statusCode(404);
    }

    private static ValidatableResponse add(String body) {
        return admin().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(PATH)
                .then();
    }
}
