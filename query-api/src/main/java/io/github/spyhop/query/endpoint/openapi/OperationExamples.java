package io.github.spyhop.query.endpoint.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The examples of each operation, as a test recorded them and holds them to be true. */
final class OperationExamples {

    private static final String FILE = "META-INF/openapi-examples.json";
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode examples;

    private OperationExamples(JsonNode examples) {
        this.examples = examples;
    }

    static OperationExamples read() {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new OperationExamples(
                    file == null ? JSON.createObjectNode() : JSON.readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Adds what there is of an operation to its parameters, its body and its answer. */
    void addTo(Operation operation) {
        JsonNode own = examples.path(operation.getOperationId());
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(it -> addTo(it, own.path("parameters")));
        }
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent(), own.path("body"));
        }
        JsonNode answers = own.path("answers");
        operation
                .getResponses()
                .getAPIResponses()
                .forEach((status, answer) -> add(answer.getContent(), answers.path(status)));
    }

    private static void addTo(Parameter parameter, JsonNode values) {
        JsonNode value = values.path(parameter.getName());
        if (!value.isMissingNode()) {
            parameter.setExample(plain(value));
        }
    }

    private static void add(@Nullable Content content, JsonNode example) {
        if (content != null
                && content.getMediaType(JSON_TYPE) != null
                && !example.isMissingNode()) {
            content.getMediaType(JSON_TYPE).setExample(plain(example));
        }
    }

    private static Object plain(JsonNode value) {
        return JSON.convertValue(value, Object.class);
    }
}
