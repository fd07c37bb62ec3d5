package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.github.spyhop.collector.explain.ExplainOutcome;
import io.github.spyhop.collector.explain.ExplainOutcome.Failed;
import io.github.spyhop.collector.explain.ExplainOutcome.Planned;
import io.github.spyhop.collector.explain.ExplainOutcome.Refused;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.PlanDocument.ExplainResult;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;

/** Keeps what became of the EXPLAIN of each slow statement: one document each. */
public final class PlanStore {

    private final MongoCollection<PlanDocument> collection;

    public PlanStore(Store store) {
        this.collection = store.collection(StoreCollection.PLANS, PlanDocument.class);
    }

    public void write(SlowQueryDocument slow, ExplainOutcome outcome, Instant at) {
        PlanDocument document =
                new PlanDocument(
                        slow.id(),
                        slow.id(),
                        slow.instance(),
                        slow.db(),
                        slow.pid(),
                        slow.user(),
                        slow.time(),
                        slow.sqlText(),
                        slow.digestId(),
                        statusOf(outcome),
                        resultOf(outcome),
                        at);
        collection.replaceOne(
                Filters.eq(document.id()), document, new ReplaceOptions().upsert(true));
    }

    private static String statusOf(ExplainOutcome outcome) {
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
