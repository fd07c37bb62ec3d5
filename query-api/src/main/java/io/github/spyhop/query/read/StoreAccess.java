package io.github.spyhop.query.read;

import com.mongodb.client.MongoClient;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the store, and creates the indexes that this service reads by. */
@ApplicationScoped
class StoreAccess {

    private static final Logger LOGGER = Logger.getLogger(StoreAccess.class);

    @Produces
    @Singleton
    Store store(
            MongoClient client,
            @ConfigProperty(name = Store.DATABASE_VARIABLE, defaultValue = Store.DEFAULT_DATABASE)
                    String database) {
        return new Store(client.getDatabase(database), System.getenv());
    }

    void ensureIndexes(@Observes StartupEvent started, Store store) {
        Thread.ofVirtual()
                .name("ensure-indexes")
                .start(() -> {
                    try {
                        store.ensureIndexes(StoreCollection.values());
                    } catch (RuntimeException notNow) {
                        LOGGER.warnf(
                                "The store's indexes could not be created: %s. They are at the next start.",
                                notNow.getMessage());
                    }
                });
    }
}
