package io.github.spyhop.binlog.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.spyhop.binlog.testing.Received;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a subscriber has of a table that follows it from the messages of a snapshot and of changes, as
 * the documentation tells it to: a snapshot's row and an insert put the whole row, as does an update
 * that brings it along; an update and a delete of a row that is not known are passed over.
 */
final class RowsBySubscriber {

    private final String table;
    private final Map<JsonNode, ObjectNode> rows = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private int duplicates;
    private int ofSnapshot;
    private boolean whole;

    RowsBySubscriber(String table) {
        this.table = table;
    }

    /** Does what each message says, once. */
    RowsBySubscriber apply(List<Received> messages) {
        for (Received message : messages) {
            if (message.body().path("table_name").asText().equals(table)) {
                if (ids.add(message.id())) {
                    apply(message.body());
                } else {
                    duplicates++;
                }
            }
        }
        return this;
    }

    private void apply(JsonNode message) {
        JsonNode keys = message.get("keys");
        switch (message.get("type").asText()) {
            case "row_snapshot", "row_insert" -> {
                rows.put(keys, message.get("values").deepCopy());
                ofSnapshot += message.has("snapshot") ? 1 : 0;
            }
            case "row_update" -> {
                if (message.has("snapshot")) {
                    rows.put(keys, message.at("/snapshot/values").deepCopy());
                    ofSnapshot++;
                }
                update(keys, message.get("after_values"));
            }
            case "row_delete" -> rows.remove(keys);
            case "snapshot_end" -> whole = true;
            default -> throw new IllegalArgumentException(message.toString());
        }
    }

    private void update(JsonNode keys, JsonNode changed) {
        ObjectNode row = rows.remove(keys);
        if (row != null) {
            row.setAll((ObjectNode) changed);
            ObjectNode newKeys = keys.deepCopy();
            newKeys.properties().forEach(key -> key.setValue(row.get(key.getKey())));
            rows.put(newKeys, row);
        }
    }

    /** The rows by their keys. */
    Map<JsonNode, ObjectNode> rows() {
        return rows;
    }

    int duplicates() {
        return duplicates;
    }

    int ofSnapshot() {
        return ofSnapshot;
    }

    /** Whether the snapshot said that it has read all. */
    boolean isWhole() {
        return whole;
    }
}
