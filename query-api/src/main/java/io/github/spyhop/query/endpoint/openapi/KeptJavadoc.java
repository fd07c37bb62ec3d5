package io.github.spyhop.query.endpoint.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/** The comments that the compiler kept beside the classes, by therapi's scribe. */
final class KeptJavadoc {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeptJavadoc() {}

    static JavadocText of(ClassInfo type) {
        return text(read(type));
    }

    static JavadocText of(MethodInfo method) {
        for (JsonNode kept : read(method.declaringClass()).path("methods")) {
            if (kept.path("name").asText().equals(method.name())
                    && kept.path("paramTypes").size() == method.parametersCount()) {
                return text(kept);
            }
        }
        return JavadocText.NONE;
    }

    private static JavadocText text(JsonNode kept) {
        String doc = kept.path("doc").asText("");
        return doc.isBlank() ? JavadocText.NONE : JavadocText.of(doc);
    }

    private static JsonNode read(ClassInfo type) {
        String file = type.name().toString().replace('.', '/') + "__Javadoc.json";
        try (InputStream kept =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return kept == null ? JSON.createObjectNode() : JSON.readTree(kept);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
