package io.github.spyhop.query;

import static io.github.spyhop.query.Caller.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoCollection;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Each example of the API's description is taken, and each answer still looks as its example. */
@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class OpenApiExamplesIT {

    private static final Path COMMITTED =
            Path.of("src/main/resources/META-INF/openapi-examples.json");
    private static final Path CURRENT = Path.of("target/openapi-examples.json");

    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    /** Where examples have a token, for none is published. */
    private static final String TOKEN = "spyhop_0a1b2c3d4e5f_the-rest-of-it";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final List<String> wrong = new ArrayList<>();
    private Instant filledAt = Instant.EPOCH;

    @Inject Store store;

    @Test
    void areAcceptedAndLookLikeTheAnswers() throws IOException {
        JsonNode api = json.readTree(given().get("/q/openapi?format=json").asString());
        // What other tests left would be in the lists, too.
        store.database().drop();
        store.ensureIndexes(StoreCollection.values());
        ObjectNode examples = (ObjectNode) json.readTree(Files.readString(COMMITTED));

        for (var path : api.path("paths").properties()) {
            for (var verb : path.getValue().properties()) {
                JsonNode operation = verb.getValue();
                String id = operation.path("operationId").asText();
                ObjectNode example = examples.withObjectProperty(id);
                fillWhereNeeded(verb.getKey());
                check(id, call(verb.getKey(), path.getKey(), example), example, operation);
                if (answersTwice(operation)) {
                    plans().deleteMany(new Document());
                    check(id, call(verb.getKey(), path.getKey(), example), example, operation);
                    filledAt = Instant.EPOCH;
                }
            }
        }

        examples.removeIf(JsonNode::isEmpty);
        Files.writeString(CURRENT, sorted(examples) + "\n");
        assertThat(wrong)
                .as("where it was meant to change, copy query-api/%s to %s", CURRENT, COMMITTED)
                .isEmpty();
    }

    /** Whether it is about an EXPLAIN, which is done (200) or waits (202). */
    private static boolean answersTwice(JsonNode operation) {
        JsonNode responses = operation.path("responses");
        return responses.has("200") && responses.has("202");
    }

    private MongoCollection<Document> plans() {
        return store.collection(StoreCollection.PLANS, Document.class);
    }

    /** What runs now is of the last seconds, and what was deleted is to be there again. */
    private void fillWhereNeeded(String verb) {
        if (filledAt.plus(FRESH_FOR).isBefore(Instant.now()) || verb.equals("delete")) {
            new ExampleStore(store).fill();
            Caller.register("orders-1", "127.0.0.9");
            filledAt = verb.equals("delete") ? Instant.EPOCH : Instant.now();
        }
    }

    private Response call(String verb, String path, ObjectNode example) {
        RequestSpecification request = admin().redirects().follow(false);
        String target = path;
        for (var parameter : example.path("parameters").properties()) {
            String inPath = "{" + parameter.getKey() + "}";
            String value = parameter.getValue().asText();
            if (target.contains(inPath)) {
                target = target.replace(inPath, value);
            } else {
                request.queryParam(parameter.getKey(), value);
            }
        }
        if (example.has("body")) {
            request.contentType("application/json")
                    .body(example.path("body").toString().replace(TOKEN, StoreOfTests.VIEWER));
        }
        return request.request(verb, target);
    }

    private void check(String id, Response response, ObjectNode example, JsonNode operation)
            throws IOException {
        String status = String.valueOf(response.statusCode());
        JsonNode described = operation.path("responses").path(status);
        if (response.statusCode() >= 400 || described.isMissingNode()) {
            wrong.add("%s: %s %s".formatted(id, status, response.asString()));
        } else if (described.path("content").has("application/json")) {
            JsonNode answer = JsonShape.cut(json.readTree(response.asString()));
            if (answer instanceof ObjectNode object && object.has("token")) {
                object.put("token", TOKEN);
            }
            JsonNode expected = JsonShape.of(example.path("answers").path(status));
            JsonNode actual = JsonShape.of(answer);
            if (answer.isEmpty()) {
                wrong.add("%s: there is nothing to show".formatted(id));
            }
            if (!actual.equals(expected)) {
                example.withObjectProperty("answers").set(status, answer);
                wrong.add("%s:%n%s%n%s".formatted(id, expected, actual));
            }
        }
    }

    private String sorted(ObjectNode examples) throws IOException {
        TreeMap<String, JsonNode> byId = new TreeMap<>();
        examples.properties().forEach(it -> byId.put(it.getKey(), it.getValue()));
        return json.writeValueAsString(byId);
    }
}
