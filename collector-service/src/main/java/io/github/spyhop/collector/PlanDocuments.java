package io.github.spyhop.collector;

import io.github.spyhop.collector.explain.ExplainOutcome;
import io.github.spyhop.collector.explain.ExplainOutcome.Failed;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.PlanDocument.ExplainResult;
import java.time.Instant;

/** Makes the stored form of what became of an EXPLAIN. */
final class PlanDocuments {

    private PlanDocuments() {}

    static PlanDocument of(PlanSubject subject, ExplainOutcome outcome, Instant at) {
        return new PlanDocument(
                subject.id(),
                subject.id(),
                subject.instance(),
                subject.schema(),
                subject.connectionId(),
                subject.user(),
                subject.seconds(),
                subject.sqlText(),
                subject.digestId(),
                statusOf(outcome),
                resultOf(outcome),
                at,
                outcome instanceof Planned planned ? planned.analysis() : null);
    }

    static String statusOf(ExplainOutcome outcome) {
        return switch (outcome) {
            case Planned _ -> "planned";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
        };
    }

    private static ExplainResult resultOf(ExplainOutcome outcome) {
        return switch (outcome) {
            case Planned planned -> new ExplainResult(planned.json(), planned.tree(), null);
            case Refused refused -> new ExplainResult(null, null, refused.reason());
            case Failed failed -> new ExplainResult(null, null, failed.error());
        };
    }
}
