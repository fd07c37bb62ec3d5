package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.AccessTokenDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored tokens of programs. */
@ApplicationScoped
public class AccessTokens {

    private final Store store;

    AccessTokens(Store store) {
        this.store = store;
    }

    /** All, the newest first. */
    public List<AccessTokenDocument> all() {
        return collection().find().sort(Sorts.descending("created_at")).into(new ArrayList<>());
    }

    public long count() {
        return collection().countDocuments();
    }

    public Optional<AccessTokenDocument> withId(String id) {
        return Optional.ofNullable(collection().find(Filters.eq(id)).first());
    }

    public void add(AccessTokenDocument token) {
        collection().insertOne(token);
    }

    /** Whether there was one to revoke. */
    public boolean revoke(String id, Instant now) {
        return collection()
                        .updateOne(
                                Filters.and(Filters.eq(id), Filters.eq("revoked_at", null)),
                                Updates.set("revoked_at", now))
                        .getModifiedCount()
                > 0;
    }

    public void used(String id, Instant now) {
        collection().updateOne(Filters.eq(id), Updates.set("last_used_at", now));
    }

    private MongoCollection<AccessTokenDocument> collection() {
        return store.collection(StoreCollection.ACCESS_TOKENS, AccessTokenDocument.class);
    }
}
