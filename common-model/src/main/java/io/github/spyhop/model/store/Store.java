package io.github.spyhop.model.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.TimeSeriesOptions;
import java.util.ArrayList;
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

    private static final int NAMESPACE_EXISTS = 48;

    public Store {
        environment = Map.copyOf(environment);
    }

    /** The collection with its documents as a record of this package, or as {@link Document}s. */
    public <T> MongoCollection<T> collection(StoreCollection collection, Class<T> type) {
        return database.getCollection(collection.nameIn(environment), type);
    }

    /**
     * Creates what is missing of the collections' indexes and time series; safe to call from every replica at each
     * start.
     */
    public void ensureIndexes(StoreCollection... collections) {
        for (StoreCollection collection : collections) {
            collection.timeSeries().ifPresent(spec -> ensureTimeSeries(collection, spec));
            for (IndexSpec index : collection.indexes()) {
                collection(collection, Document.class).createIndex(keysOf(index), optionsOf(index));
            }
        }
    }

    private void ensureTimeSeries(StoreCollection collection, TimeSeriesSpec spec) {
        String name = collection.nameIn(environment);
        if (database.listCollectionNames().into(new ArrayList<>()).contains(name)) {
            return;
        }
        try {
            database.createCollection(
                    name,
                    new CreateCollectionOptions()
                            .timeSeriesOptions(
                                    new TimeSeriesOptions(spec.timeField())
                                            .metaField(spec.metaField()))
                            .expireAfter(spec.keptFor().toSeconds(), TimeUnit.SECONDS));
        } catch (MongoCommandException failure) {
            // Another replica was faster.
            if (failure.getErrorCode() != NAMESPACE_EXISTS) {
                throw failure;
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
