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

    /**
     * Which alerts are asked for; what is absent does not matter.
     *
     * @param state {@code pending}, {@code firing} or {@code resolved}
     * @param subject what it is about, such as a digest id
     * @param firing a stretch of time in which it fired, if only for a part of it
     */
    public record Asked(
            Optional<String> state,
            Optional<String> instance,
            Optional<String> subject,
            Optional<TimeRange> firing) {

        Bson filter() {
            List<Bson> all = new ArrayList<>();
            state.ifPresent(name -> all.add(Filters.eq("state", name)));
            instance.ifPresent(name -> all.add(Filters.eq("instance", name)));
            subject.ifPresent(name -> all.add(Filters.eq("subject", name)));
            firing.ifPresent(range -> all.add(Filters.elemMatch("firings", within(range))));
            return all.isEmpty() ? Filters.empty() : Filters.and(all);
        }

        private static Bson within(TimeRange range) {
            return Filters.and(
                    Filters.lt("fired_at", range.to()),
                    Filters.or(
                            Filters.eq("resolved_at", null),
                            Filters.gt("resolved_at", range.from())));
        }
    }

    /** The alerts, the latest breach first. */
    public Listed<AlertDocument> alerts(Asked asked, Slice slice) {
        return slice.find(
                store.collection(StoreCollection.ALERTS, AlertDocument.class),
                asked.filter(),
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
