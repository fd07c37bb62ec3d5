package io.github.spyhop.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** What a JSON text is made of: its fields and their types, whatever the values. */
final class JsonShape {

    private static final int ITEMS_MAX = 2;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonShape() {}

    /** The shape, with what the items of each list have in all as the shape of one. */
    static JsonNode of(JsonNode json) {
        if (json.isObject()) {
            ObjectNode shape = NODES.objectNode();
            // In the order of their names, for a message that can be compared by eye.
            json.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> shape.set(field.getKey(), of(field.getValue())));
            return shape;
        }
        if (json.isArray()) {
            ArrayNode shape = NODES.arrayNode();
            for (JsonNode item : json) {
                JsonNode one = of(item);
                if (shape.isEmpty()) {
                    shape.add(one);
                } else if (shape.get(0) instanceof ObjectNode all
                        && one instanceof ObjectNode more) {
                    all.setAll(more);
                } else {
                    shape.set(0, one);
                }
            }
            return shape;
        }
        return NODES.textNode(json.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    /** The same with the first items of each list. */
    static JsonNode cut(JsonNode json) {
        if (json.isObject()) {
            ObjectNode cut = NODES.objectNode();
            json.properties().forEach(field -> cut.set(field.getKey(), cut(field.getValue())));
            return cut;
        }
        if (json.isArray()) {
            ArrayNode cut = NODES.arrayNode();
            for (int i = 0; i < Math.min(json.size(), ITEMS_MAX); i++) {
                cut.add(cut(json.get(i)));
            }
            return cut;
        }
        return json;
    }
}
