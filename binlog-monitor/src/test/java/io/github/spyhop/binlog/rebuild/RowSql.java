package io.github.spyhop.binlog.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statement that a message of a changed row stands for, as a subscriber would write it. */
final class RowSql {

    private RowSql() {}

    /**
     * @param types of the table's columns by name, as {@code information_schema} has them
     * @return none if nothing changed
     */
    static List<String> of(JsonNode message, Map<String, String> types) {
        String table = "`" + message.get("table_name").asText() + "`";
        return switch (message.get("type").asText()) {
            case "row_insert" -> {
                List<String> assignments = pairs(message.get("values"), types, " = ");
                yield List.of("INSERT INTO " + table + " SET " + String.join(", ", assignments));
            }
            case "row_update" -> {
                List<String> assignments = pairs(message.get("after_values"), types, " = ");
                yield assignments.isEmpty()
                        ? List.of()
                        : List.of(
                                "UPDATE %s SET %s WHERE %s LIMIT 1"
                                        .formatted(
                                                table,
                                                String.join(", ", assignments),
                                                keys(message, types)));
            }
            case "row_delete" ->
                    List.of("DELETE FROM " + table + " WHERE " + keys(message, types) + " LIMIT 1");
            default -> throw new IllegalArgumentException(message.toString());
        };
    }

    private static String keys(JsonNode message, Map<String, String> types) {
        return String.join(" AND ", pairs(message.get("keys"), types, " <=> "));
    }

    private static List<String> pairs(JsonNode values, Map<String, String> types, String between) {
        List<String> pairs = new ArrayList<>();
        values.properties()
                .forEach(member ->
                        pairs.add(
                                "`%s`%s%s"
                                        .formatted(
                                                member.getKey(),
                                                between,
                                                literal(
                                                        member.getValue(),
                                                        types.getOrDefault(member.getKey(), "")))));
        return pairs;
    }

    private static String literal(JsonNode value, String type) {
        if (value.isNull()) {
            return "NULL";
        }
        if (type.equals("json")) {
            JsonNode document = value.has("json") ? value.get("json") : value;
            return "CAST(" + quoted(document.toString()) + " AS JSON)";
        }
        if (value.has("base64")) {
            return "FROM_BASE64('" + value.get("base64").asText() + "')";
        }
        if (value.has("geometry")) {
            return "ST_GeomFromWKB(FROM_BASE64('%s'), %d, 'axis-order=long-lat')"
                    .formatted(
                            value.at("/geometry/wkb").asText(), value.at("/geometry/srid").asInt());
        }
        if (value.isArray()) {
            return quoted(
                    value.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
        }
        if (value.isNumber()) {
            return value.decimalValue().toString();
        }
        String text = value.asText();
        return quoted(type.equals("timestamp") ? text.replace("Z", "") : text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
