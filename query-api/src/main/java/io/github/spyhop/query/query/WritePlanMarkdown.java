package io.github.spyhop.query.query;

import io.github.spyhop.model.store.PlanDocument;
import java.util.List;

/** Stored plans as a Markdown document, for a ticket or a mail. */
public final class WritePlanMarkdown {

    private WritePlanMarkdown() {}

    public static String write(List<PlanDocument> plans) {
        StringBuilder text = new StringBuilder();
        plans.forEach(plan -> write(text, plan));
        return text.toString();
    }

    private static void write(StringBuilder text, PlanDocument plan) {
        text.append("# Slow query on ").append(plan.instance()).append("\n\n");
        text.append("| pid | schema | user | seconds | explained at (UTC) |\n");
        text.append("|---|---|---|---|---|\n");
        text.append(
                "| %d | %s | %s | %.3f | %s |%n%n"
                        .formatted(
                                plan.pid(),
                                String.valueOf(plan.db()),
                                String.valueOf(plan.user()),
                                plan.time(),
                                plan.createdAt()));
        block(text, "SQL", "sql", plan.sqlText());
        PlanDocument.ExplainResult result = plan.explainResult();
        String json = result.json();
        if (json != null) {
            block(text, "EXPLAIN FORMAT=JSON", "json", json);
        }
        String tree = result.tree();
        if (tree != null) {
            block(text, "EXPLAIN FORMAT=TREE", "text", tree);
        }
        String error = result.error();
        if (error != null) {
            block(text, "No plan (" + plan.status() + ")", "text", error);
        }
    }

    /** A fenced block whose fence is longer than any run of backticks in it. */
    private static void block(StringBuilder text, String title, String language, String content) {
        String fence = "```";
        while (content.contains(fence)) {
            fence += "`";
        }
        text.append("## ").append(title).append("\n\n");
        text.append(fence).append(language).append('\n');
        text.append(content.stripTrailing()).append('\n');
        text.append(fence).append("\n\n");
    }
}
