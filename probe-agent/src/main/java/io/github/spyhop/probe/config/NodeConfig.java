package io.github.spyhop.probe.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings that stand at the top of the file. */
@ApplicationScoped
public class NodeConfig {

    private final boolean slave;
    private final Duration interval;
    private final Duration slowThreshold;

    /**
     * @param slave whether this node captures; one that does not is a master or its standby
     * @param interval seconds between reports
     * @param slowThresholdMs from how many milliseconds on a statement is slow
     */
    NodeConfig(
            @ConfigProperty(name = "slave", defaultValue = "true") boolean slave,
            @ConfigProperty(name = "interval", defaultValue = "10") int interval,
            @ConfigProperty(name = "slowthresholdms", defaultValue = "100") long slowThresholdMs) {
        if (interval < 1) {
            throw new IllegalArgumentException(
                    "interval is " + interval + " seconds: it must be 1 or more");
        }
        if (slowThresholdMs < 0) {
            throw new IllegalArgumentException(
                    "slowthresholdms is " + slowThresholdMs + ": it must be 0 or more");
        }
        this.slave = slave;
        this.interval = Duration.ofSeconds(interval);
        this.slowThreshold = Duration.ofMillis(slowThresholdMs);
    }

    public boolean isSlave() {
        return slave;
    }

    public Duration interval() {
        return interval;
    }

    public Duration slowThreshold() {
        return slowThreshold;
    }
}
