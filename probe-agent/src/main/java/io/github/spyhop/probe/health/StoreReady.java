package io.github.spyhop.probe.health;

import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.store.WindowStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when MongoDB answers, if this node is the one that writes to it. */
@Readiness
@ApplicationScoped
class StoreReady implements HealthCheck {

    private final WindowStore store;
    private final ClusterService cluster;

    StoreReady(WindowStore store, ClusterService cluster) {
        this.store = store;
        this.cluster = cluster;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("store").withData("needed", cluster.role().stores());
        String failure = cluster.role().stores() ? store.failure() : null;
        return failure == null
                ? response.up().build()
                : response.down().withData("error", failure).build();
    }
}
