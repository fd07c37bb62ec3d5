package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.collector.normalise.ParameterChange;
import io.github.spyhop.collector.normalise.Parameters;
import io.github.spyhop.collector.normalise.TextHash;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Keeps how each server is set, and that it was set otherwise. */
public final class ParameterStore {

    /** How many changes that are seen at one look are told one by one. */
    private static final int TOLD_MAX = 50;

    private static final String KIND = "parameter_changed";
    private static final int OBJECT_ID_BYTES = 12;

    private final MongoCollection<Document> parameters;
    private final MongoCollection<Document> events;

    public ParameterStore(Store store) {
        this.parameters = store.collection(StoreCollection.SERVER_PARAMETERS, Document.class);
        this.events = store.collection(StoreCollection.SERVER_EVENTS, Document.class);
    }

    /** What was kept of an instance, whichever replica wrote it, and since when it is so. */
    public record Kept(Instant at, Parameters parameters) {}

    /** What is kept of an instance, if anything is. */
    public Optional<Kept> kept(String instance) {
        return Optional.ofNullable(parameters.find(Filters.eq(instance)).first())
                .map(document -> {
                    Map<String, String> values = new HashMap<>();
                    document.getList("parameters", Document.class)
                            .forEach(each ->
                                    values.put(each.getString("name"), each.getString("value")));
                    return new Kept(
                            document.getDate("at").toInstant(),
                            new Parameters(document.getString("server_uuid"), values));
                });
    }

    /** Keeps parameters for the first time. */
    public void begin(String instance, Parameters now) {
        keep(instance, now, Date.from(Instant.now()));
    }

    /** Keeps parameters, and tells what is otherwise than before. */
    public void change(
            String instance, Kept before, Parameters now, List<ParameterChange> changes) {
        Date at = Date.from(Instant.now());
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        for (ParameterChange change : changes.subList(0, Math.min(TOLD_MAX, changes.size()))) {
            writes.add(event(instance, before, at, change.detail()));
        }
        if (changes.size() > TOLD_MAX) {
            String more = "and %d more parameters".formatted(changes.size() - TOLD_MAX);
            writes.add(event(instance, before, at, more));
        }
        if (!writes.isEmpty()) {
            events.bulkWrite(writes);
        }
        keep(instance, now, at);
    }

    /**
     * A change has the same id for whoever finds it by the same kept values: one that was told right
     * before a replica was killed is not told again by the next.
     */
    private static UpdateOneModel<Document> event(
            String instance, Kept before, Date at, String detail) {
        byte[] hash = TextHash.of(instance, String.valueOf(before.at().toEpochMilli()), detail);
        ObjectId id = new ObjectId(Arrays.copyOf(hash, OBJECT_ID_BYTES));
        return new UpdateOneModel<>(
                Filters.eq(id),
                Updates.combine(
                        Updates.setOnInsert("instance", instance),
                        Updates.setOnInsert("at", at),
                        Updates.setOnInsert("kind", KIND),
                        Updates.setOnInsert("detail", detail)),
                new UpdateOptions().upsert(true));
    }

    private void keep(String instance, Parameters now, Date at) {
        List<Document> values = new ArrayList<>();
        // A list, for the names of components' variables have dots.
        now.values()
                .forEach((name, value) ->
                        values.add(new Document("name", name).append("value", value)));
        parameters.replaceOne(
                Filters.eq(instance),
                new Document("_id", instance)
                        .append("at", at)
                        .append("server_uuid", now.serverUuid())
                        .append("parameters", values),
                new ReplaceOptions().upsert(true));
    }
}
