package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.AlertDocument;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** What the collector's rules found, and the plans that became other ones. */
@ApplicationScoped
public class Alerts {

    private final Store store;

    Alerts(Store store) {
        this.store = store;
    }

    /** The alerts in a state, or in any, the latest breach first. */
    public List<AlertDocument> alerts(Optional<String> state, int limit) {
        return store.collection(StoreCollection.ALERTS, AlertDocument.class)
                .find(state.map(name -> Filters.eq("state", name)).orElseGet(Filters::empty))
                .sort(Sorts.descending("last_breach_at"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /** The changes of plans, of a family or of all, the latest first. */
    public List<PlanChangeDocument> planChanges(
            TimeRange range, Optional<String> instance, Optional<String> digestId, int limit) {
        List<Bson> all = new ArrayList<>();
        instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
        digestId.ifPresent(id -> all.add(Filters.eq("digest_id", id)));
        all.add(range.on("changed_at"));
        return store.collection(StoreCollection.PLAN_CHANGES, PlanChangeDocument.class)
                .find(Filters.and(all))
                .sort(Sorts.descending("changed_at"))
                .limit(limit)
                .into(new ArrayList<>());
    }
}
