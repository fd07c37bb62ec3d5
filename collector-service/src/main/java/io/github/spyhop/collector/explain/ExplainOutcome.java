package io.github.spyhop.collector.explain;

import io.github.spyhop.model.store.PlanDocument.Analysis;
import org.jspecify.annotations.Nullable;

/** What became of an EXPLAIN. */
public sealed interface ExplainOutcome {

    /**
     * The server gave a plan.
     *
     * @param json of {@code EXPLAIN FORMAT=JSON}, in version 1 of its form, which every server has
     * @param tree of {@code EXPLAIN FORMAT=TREE}, from MySQL 8.0.16 on
     */
    record Planned(String json, @Nullable String tree, Analysis analysis)
            implements ExplainOutcome {}

    /** It was not asked, for this reason. */
    record Refused(String reason) implements ExplainOutcome {}

    /** It was asked and gave an error. */
    record Failed(String error) implements ExplainOutcome {}
}
