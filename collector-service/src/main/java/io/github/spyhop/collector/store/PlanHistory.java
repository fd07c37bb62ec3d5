package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.PlanDocument.Analysis;
import io.github.spyhop.model.store.PlanShapeDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.Date;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Keeps the shapes that the plans of each statement family had, and when they changed. */
final class PlanHistory {

    private final MongoCollection<PlanShapeDocument> shapes;
    private final MongoCollection<PlanChangeDocument> changes;
    private final MongoCollection<PlanDocument> plans;
    private final MongoCollection<PlanDocument> samples;

    PlanHistory(Store store) {
        this.shapes = store.collection(StoreCollection.PLAN_SHAPES, PlanShapeDocument.class);
        this.changes = store.collection(StoreCollection.PLAN_CHANGES, PlanChangeDocument.class);
        this.plans = store.collection(StoreCollection.PLANS, PlanDocument.class);
        this.samples = store.collection(StoreCollection.SAMPLE_PLANS, PlanDocument.class);
    }

    /** Adds a plan of a known family; called in the order of the plans of one instance. */
    Optional<PlanChangeDocument> add(PlanDocument plan, Analysis analysis, String digestId) {
        PlanShapeDocument last =
                shapes.find(family(plan, digestId)).sort(Sorts.descending("last_seen")).first();
        String id = idOf(plan, digestId, analysis.shape());
        boolean seenBefore = isKnown(id);
        count(id, plan, analysis, digestId);
        if (last == null || last.shape().equals(analysis.shape())) {
            return Optional.empty();
        }
        PlanChangeDocument change =
                new PlanChangeDocument(
                        id + ":" + plan.createdAt().toEpochMilli(),
                        plan.instance(),
                        plan.db(),
                        digestId,
                        plan.createdAt(),
                        planOf(last, planOf(last.planId())),
                        planOf(plan, analysis.shape()),
                        seenBefore);
        changes.insertOne(change);
        return Optional.of(change);
    }

    private @Nullable PlanDocument planOf(String id) {
        PlanDocument plan = plans.find(Filters.eq(id)).first();
        return plan == null ? samples.find(Filters.eq(id)).first() : plan;
    }

    private boolean isKnown(String id) {
        return shapes.find(Filters.eq(id)).first() != null;
    }

    private void count(String id, PlanDocument plan, Analysis analysis, String digestId) {
        shapes.updateOne(
                Filters.eq(id),
                Updates.combine(
                        Updates.setOnInsert("instance", plan.instance()),
                        Updates.setOnInsert("schema", plan.db()),
                        Updates.setOnInsert("digest_id", digestId),
                        Updates.setOnInsert("shape", analysis.shape()),
                        Updates.setOnInsert("first_seen", Date.from(plan.createdAt())),
                        Updates.set("plan_id", plan.id()),
                        Updates.max("last_seen", Date.from(plan.createdAt())),
                        Updates.inc("plans", 1L)),
                new UpdateOptions().upsert(true));
    }

    private static Bson family(PlanDocument plan, String digestId) {
        return Filters.and(
                Filters.eq("digest_id", digestId),
                Filters.eq("instance", plan.instance()),
                Filters.eq("schema", plan.db()));
    }

    private static String idOf(PlanDocument plan, String digestId, String shape) {
        return plan.instance() + ":" + plan.db() + ":" + digestId + ":" + shape;
    }

    private static PlanChangeDocument.Plan planOf(PlanDocument plan, String shape) {
        return new PlanChangeDocument.Plan(
                plan.id(),
                shape,
                plan.explainResult().json(),
                plan.explainResult().tree(),
                plan.createdAt());
    }

    /** The plan before, of which perhaps only the shape is still kept. */
    private static PlanChangeDocument.Plan planOf(
            PlanShapeDocument shape, @Nullable PlanDocument plan) {
        return plan == null
                ? new PlanChangeDocument.Plan(
                        shape.planId(), shape.shape(), null, null, shape.lastSeen())
                : planOf(plan, shape.shape());
    }
}
