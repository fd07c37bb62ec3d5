package io.github.spyhop.collector;

import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.normalise.Topology;
import io.github.spyhop.collector.poll.aurora.AuroraReader;
import io.github.spyhop.collector.poll.replication.ReplicationChannel;
import io.github.spyhop.collector.poll.replication.ReplicationReader;
import io.github.spyhop.collector.poll.replication.ServerPlace;
import java.time.Duration;
import java.util.List;

/** Keeps the role of an instance, its replication channels, and its Aurora cluster. */
final class TopologyTask implements WatchTask {

    private final Watched watched;
    private final Services services;

    TopologyTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
    }

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public Duration interval() {
        return services.config().status().interval();
    }

    private List<ReplicationChannel> channels() {
        return ReplicationReader.read(watched.link()).stream()
                .map(channel ->
                        channel.withApplierError(
                                watched.redactor().message(channel.applierError())))
                .toList();
    }

    @Override
    public void run() {
        String instance = watched.instance();
        ServerPlace place = ServerPlace.of(watched.link());
        Topology now =
                new Topology(
                        watched.run(),
                        place.readOnly(),
                        channels(),
                        place.downstream(),
                        AuroraReader.read(watched.link()).orElse(null));
        services.topology().write(instance, now, now.since(services.topology().known(instance)));
        for (ReplicationChannel channel : now.channels()) {
            String detail =
                    "receiver %s, applier %s. %s"
                            .formatted(channel.receiver(), channel.applier(), channel.error());
            services.alerts()
                    .observe(
                            instance, new Fact.Replication(channel.name(), channel.runs(), detail));
        }
    }
}
