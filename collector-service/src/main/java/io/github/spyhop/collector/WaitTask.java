package io.github.spyhop.collector;

import io.github.spyhop.collector.normalise.WaitWindow;
import io.github.spyhop.collector.normalise.WaitWindow.Baseline;
import io.github.spyhop.collector.poll.perfschema.WaitReader;
import io.github.spyhop.collector.poll.perfschema.WaitReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps what the server waited for since the look before. */
final class WaitTask implements WatchTask {

    private final Watched watched;
    private final Services services;
    private @Nullable Baseline before;

    WaitTask(Watched watched, Services services) {
        this.watched = watched;
        this.services = services;
    }

    @Override
    public String name() {
        return "waits";
    }

    @Override
    public Duration interval() {
        return services.config().status().waitsInterval();
    }

    @Override
    public void run() {
        WaitReading now = WaitReader.read(watched.link());
        Baseline known = before;
        if (known == null) {
            before = Baseline.of(now);
            return;
        }
        WaitWindow window = WaitWindow.of(known, now);
        services.waits().write(watched.instance(), known.reading().at(), now.at(), window.grown());
        // Not before it is kept: what the store did not take comes with the next look.
        before = window.next();
    }
}
