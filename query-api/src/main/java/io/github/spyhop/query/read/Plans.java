package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;

/** The stored outcomes of EXPLAIN, the newest first. */
@ApplicationScoped
public class Plans {

    private static final int OF_ONE_CONNECTION_MAX = 1_000;
    private static final Bson NEWEST_FIRST = Sorts.descending("created_at", "_id");

    private final Store store;

    Plans(Store store) {
        this.store = store;
    }

    /** The newest plans without their texts, which may be long. */
    public List<PlanDocument> newest(int limit) {
        return collection()
                .find()
                .projection(
                        Projections.exclude(
                                "explain_result.json", "explain_result.tree", "analysis.json_v2"))
                .sort(NEWEST_FIRST)
                .limit(limit)
                .into(new ArrayList<>());
    }

    /** The plans of statements that ran on a connection with this id; ids are used again. */
    public List<PlanDocument> ofConnection(long pid) {
        return find(Filters.eq("pid", pid), OF_ONE_CONNECTION_MAX);
    }

    /** The plans of a statement family. */
    public Listed<PlanDocument> ofFamily(String digestId, Slice slice) {
        return slice.find(collection(), Filters.eq("digest_id", digestId), "created_at");
    }

    /** The plan of a slow statement, if there is one yet. */
    public Optional<PlanDocument> ofSlowQuery(String slowQueryId) {
        return find(Filters.eq("slow_query_id", slowQueryId), 1).stream().findFirst();
    }

    /** The plans of these slow statements, by the statement's id. */
    public Map<String, PlanDocument> ofSlowQueries(Collection<String> slowQueryIds) {
        Map<String, PlanDocument> plans = new HashMap<>();
        for (PlanDocument plan : collection().find(Filters.in("slow_query_id", slowQueryIds))) {
            plans.put(plan.slowQueryId(), plan);
        }
        return plans;
    }

    private List<PlanDocument> find(Bson filter, int limit) {
        return collection().find(filter).sort(NEWEST_FIRST).limit(limit).into(new ArrayList<>());
    }

    private MongoCollection<PlanDocument> collection() {
        return store.collection(StoreCollection.PLANS, PlanDocument.class);
    }
}
