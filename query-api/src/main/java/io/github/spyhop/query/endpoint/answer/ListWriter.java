package io.github.spyhop.query.endpoint.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes lists as JSON, NDJSON or CSV. */
@ApplicationScoped
class ListWriter {

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final ObjectMapper json;
    private final CsvMapper csv = new CsvMapper();

    ListWriter(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(Object entity, AnswerFormat format) throws IOException {
        return switch (format) {
            case JSON -> json.writeValueAsBytes(entity);
            case NDJSON -> lines((Collection<?>) entity);
            case CSV -> table((Collection<?>) entity);
        };
    }

    private byte[] lines(Collection<?> rows) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Object row : rows) {
            lines.write(json.writeValueAsBytes(row));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** A column for each field that any row has; what is not flat is JSON within its cell. */
    private byte[] table(Collection<?> rows) throws IOException {
        List<ObjectNode> flat = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            ObjectNode node = flat(json.valueToTree(row));
            node.fieldNames().forEachRemaining(columns::add);
            flat.add(node);
        }
        if (columns.isEmpty()) {
            return new byte[0];
        }
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        String table =
                csv.writer(schema.build().withHeader().withLineSeparator("\r\n"))
                        .writeValueAsString(flat);
        return table.getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode flat(JsonNode row) throws JsonProcessingException {
        ObjectNode flat = json.createObjectNode();
        if (!row.isObject()) {
            return flat.set("value", cell(row));
        }
        for (var field : row.properties()) {
            flat.set(field.getKey(), cell(field.getValue()));
        }
        return flat;
    }

    private JsonNode cell(JsonNode value) throws JsonProcessingException {
        if (value.isContainerNode()) {
            return TextNode.valueOf(json.writeValueAsString(value));
        }
        if (value.isTextual() && isFormula(value.textValue())) {
            return TextNode.valueOf("'" + value.textValue());
        }
        return value;
    }

    /** Statements are written by strangers: a spreadsheet must not calculate them. */
    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
    }
}
