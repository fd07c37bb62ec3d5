package io.github.spyhop.probe.live;

import io.github.spyhop.probe.config.ProbeConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Tells who still asks for several workers that there is one: existing files go on working. */
@ApplicationScoped
class WorkersNotice {

    private static final Logger LOGGER = Logger.getLogger(WorkersNotice.class);

    void start(@Observes StartupEvent event, ProbeConfig config) {
        if (config.workers() != 1) {
            LOGGER.warnf(
                    "probe.workers is %d and has no effect: one thread captures and decodes; remove"
                            + " it from the settings",
                    config.workers());
        }
    }
}
