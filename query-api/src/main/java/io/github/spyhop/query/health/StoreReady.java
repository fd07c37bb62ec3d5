package io.github.spyhop.query.health;

import io.github.spyhop.model.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while MongoDB answers. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

    private final Store store;

    StoreReady(Store store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.database().runCommand(new Document("ping", 1));
            return HealthCheckResponse.up("mongodb");
        } catch (RuntimeException unreachable) {
            return HealthCheckResponse.named("mongodb")
                    .down()
                    .withData("error", String.valueOf(unreachable.getMessage()))
                    .build();
        }
    }
}
