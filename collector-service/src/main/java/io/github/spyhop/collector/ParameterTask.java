package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.Parameters;
import io.github.spyhop.collector.poll.parameter.ParameterReader;
import io.github.spyhop.collector.store.ParameterStore;
import io.github.spyhop.collector.store.ParameterStore.Kept;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells which parameters of a server were set otherwise, also while nobody looked. Apart from the
 * topology, lest that be taken for unknown where these cannot be read.
 */
final class ParameterTask implements WatchTask {

    private final Watched watched;
    private final Services services;
    private String seen = "";

    ParameterTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
    }

    @Override
    public String name() {
        return "parameters";
    }

    @Override
    public Duration interval() {
        return services.config().status().parametersInterval();
    }

    @Override
    public void run() {
        String fingerprint = ParameterReader.fingerprint(watched.link());
        if (fingerprint.equals(seen)) {
            return;
        }
        String instance = watched.instance();
        ParameterStore store = services.parameters();
        Parameters now = Parameters.of(ParameterReader.read(watched.link()));
        Optional<Kept> before = store.kept(instance);
        if (before.isEmpty()) {
            store.begin(instance, now);
        } else if (!before.get().parameters().equals(now)) {
            store.change(instance, before.get(), now, now.since(before.get().parameters()));
        }
        seen = fingerprint;
    }
}
