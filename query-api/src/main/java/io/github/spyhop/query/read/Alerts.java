package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
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
    public Listed<AlertDocument> alerts(Optional<String> state, Slice slice) {
        return slice.find(
                store.collection(StoreCollection.ALERTS, AlertDocument.class),
                state.map(name -> Filters.eq("state", name)).orElseGet(Filters::empty),
                "last_breach_at");
    }

    /** The changes of plans, of a family or of all, the latest first. */
    public Listed<PlanChangeDocument> planChanges(
            TimeRange range, Optional<String> instance, Optional<String> digestId, Slice slice) {
        List<Bson> all = new ArrayList<>();
        instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
        digestId.ifPresent(id -> all.add(Filters.eq("digest_id", id)));
        all.add(range.on("changed_at"));
        return slice.find(
                store.collection(StoreCollection.PLAN_CHANGES, PlanChangeDocument.class),
                Filters.and(all),
                "changed_at");
    }
}
