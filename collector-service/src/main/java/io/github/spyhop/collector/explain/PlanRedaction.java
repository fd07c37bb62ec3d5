package io.github.spyhop.collector.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.spyhop.collector.explain.ExplainOutcome.Failed;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.collector.normalise.Redactor;
import io.github.spyhop.model.store.PlanDocument.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the users' values out of plans: conditions, ranges and lookups repeat the statement's. What
 * is read from a plan, such as its shape, is read before.
 */
public final class PlanRedaction {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names and figures, of which some look like values. */
    private static final Set<String> KEPT =
            Set.of(
                    "table_name",
                    "schema_name",
                    "alias",
                    "key",
                    "index_name",
                    "possible_keys",
                    "used_key_parts",
                    "used_columns",
                    "partitions",
                    "key_length",
                    "filtered",
                    "cost_info",
                    "json_schema_version");

    /** What a tree has beside expressions: costs at the ends of lines, and numbers of selects. */
    private static final Pattern FIGURES =
            Pattern.compile(
                    "\\((?:cost=[0-9.e+]+)? ?(?:rows=[0-9.e+]+)?\\)(?=\\n|\\z)|#[0-9]+",
                    Pattern.CASE_INSENSITIVE);

    /** Stands for a figure while the text is read as SQL, where it is a name. */
    private static final String STAND_IN = "spyhop_figure_";

    private static final Pattern STAND_INS = Pattern.compile(STAND_IN + "([0-9]{1,9})");

    private PlanRedaction() {}

    /** The same outcome without values. */
    public static ExplainOutcome of(ExplainOutcome outcome, Redactor redactor) {
        if (!redactor.hides()) {
            return outcome;
        }
        return switch (outcome) {
            case Planned planned ->
                    new Planned(
                            json(planned.json(), redactor),
                            ifAny(planned.tree(), redactor),
                            of(planned.analysis(), redactor));
            case Refused refused -> refused;
            case Failed failed -> new Failed(redactor.message(failed.error()));
        };
    }

    private static Analysis of(Analysis analysis, Redactor redactor) {
        String jsonV2 = analysis.jsonV2();
        return new Analysis(
                analysis.source(),
                jsonV2 == null ? null : json(jsonV2, redactor),
                analysis.shape(),
                analysis.rowsExaminedEstimate(),
                analysis.findings());
    }

    static String json(String plan, Redactor redactor) {
        try {
            JsonNode root = JSON.readTree(plan);
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(without(root, redactor));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the plan is not JSON", malformed);
        }
    }

    static String tree(String plan, Redactor redactor) {
        List<String> figures = new ArrayList<>();
        String asSql =
                FIGURES.matcher(plan)
                        .replaceAll(found -> {
                            figures.add(found.group());
                            return STAND_IN + (figures.size() - 1);
                        });
        return STAND_INS
                .matcher(redactor.sql(asSql))
                .replaceAll(found -> {
                    int number = Integer.parseInt(found.group(1));
                    // A name of the user's may look like a stand-in.
                    boolean ours = number < figures.size();
                    return Matcher.quoteReplacement(ours ? figures.get(number) : found.group());
                });
    }

    private static @Nullable String ifAny(@Nullable String plan, Redactor redactor) {
        return plan == null ? null : tree(plan, redactor);
    }

    private static JsonNode without(JsonNode node, Redactor redactor) {
        return switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    if (!KEPT.contains(field.getKey())) {
                        field.setValue(without(field.getValue(), redactor));
                    }
                }
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, without(array.get(i), redactor));
                }
                yield array;
            }
            case TextNode text -> TextNode.valueOf(tree(text.textValue(), redactor));
            default -> node;
        };
    }
}
