package io.github.spyhop.collector.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a plan reads, in its order (<a
 * href="https://dev.mysql.com/doc/refman/8.4/en/explain-output.html">EXPLAIN output format</a>,
 * column "JSON name").
 */
final class PlanTables {

    private final List<PlanTable> tables = new ArrayList<>();

    /**
     * A table of a plan.
     *
     * @param rowsPerScan how many rows are examined each time that it is read
     * @param scans how often it is read: once, or for each row of the tables before it
     * @param joined whether tables stand before it in the same join
     * @param joinBuffer how rows are kept for the join, if no index serves it
     */
    record PlanTable(
            String name,
            String accessType,
            @Nullable String key,
            long rowsPerScan,
            long scans,
            boolean joined,
            @Nullable String joinBuffer,
            @Nullable String condition) {

        long rowsExamined() {
            return saturatedProduct(rowsPerScan, scans);
        }
    }

    private PlanTables() {}

    static List<PlanTable> of(JsonNode plan) {
        PlanTables reader = new PlanTables();
        reader.visit(plan);
        return reader.tables;
    }

    /** How many rows the optimizer expects to examine in all. */
    static long rowsExamined(List<PlanTable> tables) {
        long sum = 0;
        for (PlanTable table : tables) {
            sum = Math.min(Long.MAX_VALUE / 2, sum + table.rowsExamined());
        }
        return sum;
    }

    private void visit(JsonNode node) {
        JsonNode join = node.get("nested_loop");
        if (join != null && join.isArray()) {
            visitJoin(join);
        } else if (node.has("table")) {
            add(node.get("table"), 1, false);
        }
        for (var field : node.properties()) {
            if (!field.getKey().equals("nested_loop") && field.getValue().isContainerNode()) {
                visit(field.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(this::visit);
        }
    }

    private void visitJoin(JsonNode join) {
        long before = 1;
        boolean joined = false;
        for (JsonNode part : join) {
            JsonNode table = part.get("table");
            if (table == null) {
                visit(part);
                continue;
            }
            add(table, before, joined);
            visit(table);
            before = Math.max(1, table.path("rows_produced_per_join").asLong(1));
            joined = true;
        }
    }

    private void add(JsonNode table, long scans, boolean joined) {
        if (!table.has("table_name")) {
            return;
        }
        tables.add(
                new PlanTable(
                        table.path("table_name").asText(),
                        table.path("access_type").asText(""),
                        textOf(table, "key"),
                        table.path("rows_examined_per_scan").asLong(0),
                        scans,
                        joined,
                        textOf(table, "using_join_buffer"),
                        textOf(table, "attached_condition")));
    }

    private static @Nullable String textOf(JsonNode table, String field) {
        JsonNode value = table.get(field);
        return value == null ? null : value.asText();
    }

    private static long saturatedProduct(long left, long right) {
        long high = Math.multiplyHigh(left, right);
        return high != 0 ? Long.MAX_VALUE / 2 : Math.min(Long.MAX_VALUE / 2, left * right);
    }
}
