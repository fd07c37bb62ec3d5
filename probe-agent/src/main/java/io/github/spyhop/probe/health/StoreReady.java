package io.github.spyhop.probe.health;

import io.github.spyhop.probe.store.StoreSink;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when MongoDB answers. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

    private final StoreSink store;

    StoreReady(StoreSink store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        String failure = store.failure();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("store").withData("waiting", store.waiting());
        return failure == null
                ? response.up().build()
                : response.down().withData("error", failure).build();
    }
}
