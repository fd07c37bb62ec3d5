package io.github.spyhop.probe.health;

import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.cluster.ClusterView;
import io.github.spyhop.probe.outbox.WindowOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells the node's role. It is ready in each of them: a slave without a master, too, captures and
 * keeps its windows.
 */
@Readiness
@ApplicationScoped
class RoleReady implements HealthCheck {

    private final ClusterService cluster;
    private final WindowOutbox outbox;

    RoleReady(ClusterService cluster, WindowOutbox outbox) {
        this.cluster = cluster;
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        ClusterView view = cluster.view();
        WindowOutbox.Counts windows = outbox.counts();
        return HealthCheckResponse.named("role")
                .withData("role", view.role().label())
                .withData("epoch", view.epoch())
                .withData("members", view.members().size())
                .withData("windows_waiting", windows.waiting())
                .withData("windows_dropped", windows.dropped())
                .up()
                .build();
    }
}
