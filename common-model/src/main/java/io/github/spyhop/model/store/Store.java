package io.github.spyhop.model.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The shared collections in one MongoDB database.
 *
 * <p>{@code MONGODB_DB_NAME} names the database (default {@value #DEFAULT_DATABASE}).
 */
public record Store(MongoDatabase database, Map<String, String> environment) {

    public static final String DATABASE_VARIABLE = "MONGODB_DB_NAME";
    public static final String DEFAULT_DATABASE = "mgmt_db";

    public Store {
        environment = Map.copyOf(environment);
    }

    /** The collection with its documents as a record of this package, or as {@link Document}s. */
    public <T> MongoCollection<T> collection(StoreCollection collection, Class<T> type) {
        return database.getCollection(collection.nameIn(environment), type);
    }

    /**
     * Creates what is missing of the collections' indexes; safe to call from every replica at each
     * start.
     */
    public void ensureIndexes(StoreCollection... collections) {
        for (StoreCollection collection : collections) {
            for (IndexSpec index : collection.indexes()) {
                collection(collection, Document.class).createIndex(keysOf(index), optionsOf(index));
            }
        }
    }

    private static Document keysOf(IndexSpec index) {
        Document keys = new Document();
        for (String field : index.fields()) {
            boolean downwards = field.startsWith("-");
            keys.append(downwards ? field.substring(1) : field, downwards ? -1 : 1);
        }
        return keys;
    }

    private static IndexOptions optionsOf(IndexSpec index) {
        IndexOptions options = new IndexOptions().unique(index.unique());
        index.keptFor()
                .ifPresent(time ->
                        options.name("expires_" + index.fields().getFirst())
                                .expireAfter(time.toSeconds(), TimeUnit.SECONDS));
        return options;
    }
}
