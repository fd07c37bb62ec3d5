package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.serialization.YamlMapperFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed description says what everything is, and its examples are what it describes. */
class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("../docs/openapi.yaml");
    private static final String JSON = "application/json";

    private final List<String> wrong = new ArrayList<>();
    private JsonNode api = MissingNode.getInstance();

    @BeforeEach
    void read() throws IOException {
        api = YamlMapperFactory.getInstance().readTree(Files.readString(COMMITTED));
    }

    @Test
    void eachOperationHasANameOfItsOwnAndASummary() {
        Set<String> names = new HashSet<>();
        eachOperation((id, operation) -> {
            expect(!id.isEmpty() && names.add(id), id + " is another one's name, too");
            expect(operation.hasNonNull("summary"), id + " has no summary");
            expect(operation.path("tags").size() == 1, id + " has no tag");
        });
        api.path("tags").forEach(it -> expectDescribed(it, it.path("name").asText()));
        expectDescribed(api.path("info"), "info");
        assertThat(wrong).isEmpty();
        assertThat(names).contains("annotation_add", "digest_list", "digest_get");
    }

    @Test
    void eachParameterAndFieldIsDescribed() {
        eachOperation((id, operation) ->
                operation
                        .path("parameters")
                        .forEach(it -> expectDescribed(it, id + " " + it.path("name").asText())));
        api.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    expectDescribed(schema.getValue(), schema.getKey());
                    expect(
                            schema.getKey().matches("[A-Za-z]+"),
                            schema.getKey() + " is another one's name, too: @Schema(name =)");
                    schema.getValue()
                            .path("properties")
                            .properties()
                            .forEach(field ->
                                    expectDescribed(
                                            field.getValue(),
                                            schema.getKey() + "." + field.getKey()));
                });
        assertThat(wrong).as("@param in Javadoc, or openapi-words.properties").isEmpty();
    }

    @Test
    void isMarkdownAndNotJavadoc() throws IOException {
        assertThat(Files.readString(COMMITTED)).doesNotContain("{@", "<p>", "@param", "&lt;");
    }

    @Test
    void eachJsonAnswerAndBodyAndRequiredParameterHasAnExample() {
        eachOperation((id, operation) -> {
            eachJson(
                    id,
                    operation,
                    (where, content) -> expect(content.has("example"), where + " has no example"));
            operation
                    .path("parameters")
                    .forEach(it -> {
                        boolean required = it.path("required").asBoolean();
                        expect(!required || it.has("example"), id + " " + it.path("name").asText());
                    });
        });
        assertThat(wrong).as("META-INF/openapi-examples.json").isEmpty();
    }

    @Test
    void eachExampleIsAsItsSchemaSays() {
        // A field that the schema does not know is one that nobody described.
        api.path("components")
                .path("schemas")
                .forEach(schema -> {
                    if (schema instanceof ObjectNode object && schema.has("properties")) {
                        object.put("additionalProperties", false);
                    }
                });
        eachOperation((id, operation) -> {
            eachJson(
                    id,
                    operation,
                    (where, content) ->
                            expectValid(content.path("schema"), content.path("example"), where));
            operation
                    .path("parameters")
                    .forEach(it -> {
                        if (it.has("example")) {
                            expectValid(it.path("schema"), it.path("example"), id);
                        }
                    });
        });
        assertThat(wrong).isEmpty();
    }

    private void expectValid(JsonNode schema, JsonNode example, String where) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", api.path("components"));
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole)
                .validate(example, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .forEach(it -> wrong.add(where + ": " + it.getMessage()));
    }

    private void eachOperation(BiConsumer<String, JsonNode> check) {
        api.path("paths")
                .forEach(path ->
                        path.forEach(operation ->
                                check.accept(operation.path("operationId").asText(), operation)));
    }

    /** The body, and the answers of success. */
    private static void eachJson(
            String id, JsonNode operation, BiConsumer<String, JsonNode> check) {
        JsonNode body = operation.path("requestBody").path("content");
        if (body.has(JSON)) {
            check.accept(id + " body", body.path(JSON));
        }
        operation
                .path("responses")
                .properties()
                .forEach(response -> {
                    JsonNode content = response.getValue().path("content");
                    if (response.getKey().startsWith("2") && content.has(JSON)) {
                        check.accept(id + " " + response.getKey(), content.path(JSON));
                    }
                });
    }

    private void expectDescribed(JsonNode described, String where) {
        expect(!described.path("description").asText("").isBlank(), where + " is not described");
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
