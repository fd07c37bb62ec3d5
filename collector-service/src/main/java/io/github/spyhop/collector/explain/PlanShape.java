package io.github.spyhop.collector.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.collector.normalise.TextHash;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * What of a plan stays the same while only its costs and values differ: the operations in their
 * order, each table with how it is read and by which index. Two plans with equal shapes do the same
 * work in the same way.
 */
final class PlanShape {

    /** The fields of {@code EXPLAIN FORMAT=JSON} that are part of the shape. */
    private static final Set<String> KEPT =
            Set.of(
                    "table_name",
                    "access_type",
                    "key",
                    "used_key_parts",
                    "using_filesort",
                    "using_temporary_table",
                    "using_join_buffer",
                    "using_index",
                    "using_index_for_group_by",
                    "using_MRR",
                    "backward_index_scan",
                    "dependent",
                    "cacheable",
                    "distinct",
                    "first_match",
                    "loosescan",
                    "start_temporary",
                    "end_temporary",
                    "insert",
                    "update",
                    "delete",
                    "replace");

    private static final int ID_BYTES = 16;

    private PlanShape() {}

    /** The shape's name, 32 hexadecimal digits. */
    static String of(JsonNode plan) {
        byte[] hash = TextHash.of(reduced(plan).toString());
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    private static JsonNode reduced(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> addIfAny(array, reduced(element)));
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (KEPT.contains(field.getKey())) {
                object.set(field.getKey(), field.getValue());
            } else if (field.getValue().isContainerNode()) {
                JsonNode inner = reduced(field.getValue());
                if (!inner.isEmpty()) {
                    object.set(field.getKey(), inner);
                }
            }
        }
        return object;
    }

    private static void addIfAny(ArrayNode array, JsonNode element) {
        if (!element.isEmpty()) {
            array.add(element);
        }
    }
}
