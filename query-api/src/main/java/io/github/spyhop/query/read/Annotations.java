package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.AnnotationDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What charts are marked with: what people did, and what happened to servers and plans. */
@ApplicationScoped
public class Annotations {

    /** The kind of a plan that became another one. */
    public static final String PLAN_CHANGED = "plan_changed";

    private static final String TIME = "at";

    private final Store store;

    Annotations(Store store) {
        this.store = store;
    }

    /**
     * A mark.
     *
     * @param kind that of a document, {@code plan_changed}, or what happened to a server
     * @param detail a text, the id of the plan's family, or more on what happened
     */
    public record Mark(
            @BsonId String id,
            Instant at,
            @BsonProperty("end_at") @Nullable Instant endAt,
            String kind,
            @Nullable String instance,
            @Nullable String title,
            @Nullable String detail,
            @Nullable String tags) {}

    /** Where marks come from, and what their parts are called there. */
    private enum Source {
        PEOPLE(StoreCollection.ANNOTATIONS, TIME, "$kind", "$text"),
        SERVERS(StoreCollection.SERVER_EVENTS, TIME, "$kind", "$detail"),
        PLANS(
                StoreCollection.PLAN_CHANGES,
                "changed_at",
                new Document("$literal", PLAN_CHANGED),
                "$digest_id");

        private final StoreCollection collection;
        private final String time;
        private final Object kind;
        private final String detail;

        Source(StoreCollection collection, String time, Object kind, String detail) {
            this.collection = collection;
            this.time = time;
            this.kind = kind;
            this.detail = detail;
        }

        /** Its part of a slice, in the form of all. */
        private List<Bson> pipeline(TimeRange range, Optional<String> instance, Slice slice) {
            Bson asked =
                    instance.map(name ->
                                    Filters.and(
                                            Filters.in("instance", Arrays.asList(name, null)),
                                            range.on(time)))
                            .orElse(range.on(time));
            return List.of(
                    Aggregates.match(slice.of(asked, time)),
                    Aggregates.sort(Sorts.descending(time, "_id")),
                    Aggregates.limit(slice.limit()),
                    Aggregates.project(
                            new Document("_id", new Document("$toString", "$_id"))
                                    .append(TIME, "$" + time)
                                    .append("end_at", 1)
                                    .append("kind", kind)
                                    .append("instance", 1)
                                    .append("title", 1)
                                    .append("detail", detail)
                                    .append("tags", 1)));
        }
    }

    /**
     * The marks of a stretch of time, the latest first.
     *
     * @param instance the marks of one, and those of none in particular; else of all
     */
    public Listed<Mark> marks(TimeRange range, Optional<String> instance, Slice slice) {
        List<Bson> stages = new ArrayList<>(Source.PEOPLE.pipeline(range, instance, slice));
        for (Source source : List.of(Source.SERVERS, Source.PLANS)) {
            stages.add(
                    Aggregates.unionWith(
                            store.collection(source.collection, Document.class)
                                    .getNamespace()
                                    .getCollectionName(),
                            source.pipeline(range, instance, slice)));
        }
        stages.add(Aggregates.sort(Sorts.descending(TIME, "_id")));
        stages.add(Aggregates.limit(slice.limit()));
        List<Mark> marks =
                store.collection(Source.PEOPLE.collection, Document.class)
                        .aggregate(stages, Mark.class)
                        .into(new ArrayList<>());
        return Listed.of(marks, slice.limit(), mark -> new Position(mark.at(), mark.id()));
    }

    public void add(AnnotationDocument annotation) {
        collection().insertOne(annotation);
    }

    /** Takes one back that people made; whether there was such a one. */
    public boolean delete(String id) {
        return collection().deleteOne(Filters.eq(id)).getDeletedCount() > 0;
    }

    /** How many people have made, or so. */
    public long count() {
        return collection().estimatedDocumentCount();
    }

    private MongoCollection<AnnotationDocument> collection() {
        return store.collection(StoreCollection.ANNOTATIONS, AnnotationDocument.class);
    }
}
