package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.collector.explain.PlanAnalysis;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.PlanDocument.Analysis;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.Optional;

/** Keeps what became of each EXPLAIN: one document for each slow statement or sample. */
public final class PlanStore {

    private final MongoCollection<PlanDocument> collection;
    private final MongoCollection<PlanDocument> samples;
    private final PlanHistory history;

    public PlanStore(Store store) {
        this.collection = store.collection(StoreCollection.PLANS, PlanDocument.class);
        this.samples = store.collection(StoreCollection.SAMPLE_PLANS, PlanDocument.class);
        this.history = new PlanHistory(store);
    }

    /**
     * Keeps an outcome; called in the order of the outcomes of one instance.
     *
     * @param sample whether it is of a sample, not of a slow statement
     * @return the change, if the family had another plan before
     */
    public Optional<PlanChangeDocument> write(PlanDocument plan, boolean sample) {
        MongoCollection<PlanDocument> target = sample ? samples : collection;
        target.replaceOne(Filters.eq(plan.id()), plan, new ReplaceOptions().upsert(true));
        Analysis analysis = plan.analysis();
        String digestId = plan.digestId();
        return analysis == null || digestId == null
                ? Optional.empty()
                : history.add(plan, analysis, digestId);
    }

    /** Adds to a slow statement's plan what only its end tells. */
    public void finish(SlowQueryDocument slow) {
        PlanDocument plan = collection.find(Filters.eq(slow.id())).first();
        if (plan == null) {
            return;
        }
        Analysis analysis = plan.analysis();
        collection.updateOne(
                Filters.eq(slow.id()),
                analysis == null
                        ? Updates.set("time", slow.time())
                        : Updates.combine(
                                Updates.set("time", slow.time()),
                                Updates.set(
                                        "analysis",
                                        PlanAnalysis.after(analysis, slow.rowsExamined()))));
    }
}
