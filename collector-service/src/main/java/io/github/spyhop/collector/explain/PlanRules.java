package io.github.spyhop.collector.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.spyhop.collector.explain.PlanTables.PlanTable;
import io.github.spyhop.collector.normalise.StatementFamily;
import io.github.spyhop.model.store.PlanDocument.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names what is wrong in a plan, each with the plan's own figures. */
final class PlanRules {

    private static final long MANY_ROWS = 10_000;

    /** How far the estimate may be from what was examined, as a factor. */
    private static final long ESTIMATE_FACTOR_MAX = 10;

    private final List<Finding> findings = new ArrayList<>();

    private PlanRules() {}

    static List<Finding> findingsOf(JsonNode plan, List<PlanTable> tables) {
        PlanRules rules = new PlanRules();
        tables.forEach(rules::look);
        rules.look(plan, "query_block");
        return List.copyOf(rules.findings);
    }

    /** Whether the optimizer expected much fewer or much more rows than were examined. */
    static List<Finding> estimateFinding(long estimate, long examined) {
        long less = Math.max(1, Math.min(estimate, examined));
        long more = Math.max(estimate, examined);
        if (more < MANY_ROWS || more / less < ESTIMATE_FACTOR_MAX) {
            return List.of();
        }
        return List.of(
                new Finding(
                        "estimate_off",
                        null,
                        "%,d rows expected, %,d examined".formatted(estimate, examined),
                        "Run ANALYZE TABLE, or give skewed columns a histogram"
                                + " (ANALYZE TABLE … UPDATE HISTOGRAM)."));
    }

    private void look(PlanTable table) {
        String evidence = evidenceOf(table);
        boolean whole = table.accessType().equals("ALL");
        boolean wholeIndex = table.accessType().equals("index");
        if ((whole || wholeIndex) && table.joined()) {
            add("no_join_key", table, evidence, "Index the columns by which the table is joined.");
        } else if (whole && table.rowsExamined() >= MANY_ROWS) {
            add(
                    "full_scan",
                    table,
                    evidence,
                    "Index the columns of the condition, or ask for fewer rows.");
        }
        if (table.accessType().equals("index_merge")) {
            add(
                    "index_merge",
                    table,
                    evidence + ", key " + table.key(),
                    "One index over all the columns reads fewer rows than merging several.");
        }
    }

    private void look(JsonNode node, String operation) {
        if (node.path("using_filesort").asBoolean(false)) {
            add(
                    "filesort",
                    "%s sorts %,d rows".formatted(worded(operation), rowsBelow(node)),
                    "An index in the order asked for makes sorting needless.");
        }
        if (node.path("using_temporary_table").asBoolean(false)) {
            add(
                    "temporary_table",
                    "%s keeps %,d rows in a temporary table"
                            .formatted(worded(operation), rowsBelow(node)),
                    "Group and order by the columns of one index of the first table.");
        }
        if (node.path("dependent").asBoolean(false)) {
            add(
                    "dependent_subquery",
                    "query block %s runs for each row outside"
                            .formatted(node.path("query_block").path("select_id").asText("?")),
                    "Write the subquery as a join or as a derived table.");
        }
        for (var field : node.properties()) {
            look(field.getValue(), field.getKey());
        }
        if (node.isArray()) {
            node.forEach(element -> look(element, operation));
        }
    }

    private void add(String rule, PlanTable table, String evidence, String suggestion) {
        findings.add(new Finding(rule, table.name(), evidence, suggestion));
    }

    private void add(String rule, String evidence, String suggestion) {
        findings.add(new Finding(rule, null, evidence, suggestion));
    }

    private String evidenceOf(PlanTable table) {
        StringBuilder evidence = new StringBuilder("%,d rows".formatted(table.rowsPerScan()));
        if (table.scans() > 1) {
            evidence.append(" each of %,d times".formatted(table.scans()));
        }
        String condition = table.condition();
        if (condition != null) {
            evidence.append(", condition ").append(StatementFamily.withoutValues(condition));
        }
        String buffer = table.joinBuffer();
        return buffer == null ? evidence.toString() : evidence + ", " + buffer;
    }

    private static long rowsBelow(JsonNode node) {
        List<JsonNode> produced = node.findValues("rows_produced_per_join");
        return produced.isEmpty() ? 0 : produced.getLast().asLong(0);
    }

    private static String worded(String operation) {
        return operation.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
