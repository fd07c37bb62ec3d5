package io.github.spyhop.probe.metrics;

import io.github.spyhop.probe.cluster.ClusterService;
import io.github.spyhop.probe.cluster.Role;
import io.github.spyhop.probe.collect.MasterCollecting;
import io.github.spyhop.probe.outbox.WindowOutbox;
import io.github.spyhop.probe.store.WindowStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What becomes of windows after they are closed, and the node's part in it. */
@ApplicationScoped
class DeliveryMetrics {

    private static final String PREFIX = "spyhop.probe.";

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void start(
            @Observes StartupEvent event,
            WindowOutbox outbox,
            WindowStore store,
            ClusterService cluster,
            MasterCollecting collecting) {
        Gauge.builder(PREFIX + "reports.waiting", outbox, each -> each.counts().waiting())
                .description("Windows of this node that nobody has stored yet")
                .register(registry);
        Gauge.builder(
                        PREFIX + "reports.waiting.bytes",
                        outbox,
                        each -> each.counts().waitingBytes())
                .description("Memory for them")
                .register(registry);
        FunctionCounter.builder(PREFIX + "reports.dropped", outbox, each -> each.counts().dropped())
                .description("Windows of this node that there was no room for")
                .register(registry);
        FunctionCounter.builder(
                        PREFIX + "reports.not.on.disk", outbox, each -> each.counts().notOnDisk())
                .description("Times that the folder of windows refused, or had what is none")
                .register(registry);
        FunctionCounter.builder(PREFIX + "reports.stored", store, WindowStore::stored)
                .description("Windows that this node has stored, its own and those of others")
                .register(registry);
        FunctionCounter.builder(PREFIX + "reports.refused", store, WindowStore::refused)
                .description("Windows that the store will never take")
                .register(registry);
        Gauge.builder(PREFIX + "cluster.members", cluster, each -> each.view().members().size())
                .description("Nodes of the cluster as this one sees it, itself among them")
                .register(registry);
        Gauge.builder(PREFIX + "cluster.collected", collecting, MasterCollecting::connected)
                .description("Nodes whose windows come to this master now")
                .register(registry);
        for (Role role : Role.values()) {
            Gauge.builder(PREFIX + "cluster.role", cluster, each -> each.role() == role ? 1 : 0)
                    .tag("role", role.label())
                    .description("1 for the role that this node has")
                    .register(registry);
        }
    }
}
