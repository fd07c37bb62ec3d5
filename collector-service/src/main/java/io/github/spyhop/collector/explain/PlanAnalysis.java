package io.github.spyhop.collector.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.spyhop.collector.explain.PlanTables.PlanTable;
import io.github.spyhop.model.store.PlanDocument.Analysis;
import io.github.spyhop.model.store.PlanDocument.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a plan what can be compared and told. */
public final class PlanAnalysis {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanAnalysis() {}

    /**
     * Analyses a plan.
     *
     * @param json version 1 of {@code EXPLAIN FORMAT=JSON}
     * @throws IllegalArgumentException if it is not JSON
     */
    static Analysis of(String json, @Nullable String jsonV2, String source) {
        JsonNode plan = parse(json);
        List<PlanTable> tables = PlanTables.of(plan);
        return new Analysis(
                source,
                jsonV2,
                PlanShape.of(plan),
                PlanTables.rowsExamined(tables),
                PlanRules.findingsOf(plan, tables));
    }

    /** The same, with what only the statement's end tells. */
    public static Analysis after(Analysis analysis, long rowsExamined) {
        List<Finding> findings = new ArrayList<>(analysis.findings());
        findings.addAll(PlanRules.estimateFinding(analysis.rowsExaminedEstimate(), rowsExamined));
        return new Analysis(
                analysis.source(),
                analysis.jsonV2(),
                analysis.shape(),
                analysis.rowsExaminedEstimate(),
                findings);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the plan is not JSON", malformed);
        }
    }
}
