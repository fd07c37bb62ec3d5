package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.github.spyhop.collector.store.InstanceState.Failing;
import io.github.spyhop.collector.store.InstanceState.Resting;
import io.github.spyhop.collector.store.InstanceState.Starting;
import io.github.spyhop.collector.store.InstanceState.Unusable;
import io.github.spyhop.collector.store.InstanceState.Watched;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Shows how each instance is being watched, for the console and its users. */
public final class InstanceStates {

    private final MongoCollection<Document> collection;
    private final String replica;

    /**
     * A source of an instance that cannot be read, and what mends it.
     *
     * @param remedy a statement, grant or setting, or an empty text
     */
    public record Limit(String error, String remedy) {}

    public InstanceStates(Store store, String replica) {
        this.collection = store.collection(StoreCollection.INSTANCE_STATES, Document.class);
        this.replica = replica;
    }

    /**
     * Shows a state.
     *
     * @param limits what cannot be read, by the name of the task that reads it
     */
    public void write(
            String instance, InstanceState state, Instant since, Map<String, Limit> limits) {
        List<Document> limited =
                limits.entrySet().stream()
                        .map(entry ->
                                new Document("task", entry.getKey())
                                        .append("error", entry.getValue().error())
                                        .append("remedy", entry.getValue().remedy()))
                        .toList();
        Document document =
                new Document("_id", instance)
                        .append("replica", replica)
                        .append("state", state.field())
                        .append("since", Date.from(since))
                        .append("updated_at", Date.from(Instant.now()));
        describe(state, document);
        document.append("limits", limited);
        collection.replaceOne(Filters.eq(instance), document, new ReplaceOptions().upsert(true));
    }

    /** Forgets an instance that left the registry. */
    public void delete(String instance) {
        collection.deleteOne(Filters.eq(instance));
    }

    private static void describe(InstanceState state, Document document) {
        switch (state) {
            case Starting _, Resting _ -> {}
            case Watched watched ->
                    document.append("server_uuid", watched.run().uuid())
                            .append("server_started_at", Date.from(watched.run().startedAt()))
                            .append("version", watched.version());
            case Failing failing ->
                    document.append("error", failing.error())
                            .append("remedy", failing.remedy())
                            .append("failures", failing.failures())
                            .append("retry_at", Date.from(failing.retryAt()));
            case Unusable unusable -> document.append("error", unusable.reason());
        }
    }
}
