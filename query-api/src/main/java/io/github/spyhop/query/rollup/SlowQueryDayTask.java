package io.github.spyhop.query.rollup;

import com.mongodb.MongoException;
import io.github.spyhop.query.read.SlowQueryDays;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Adds up the slow statements of days that are over, one day after the other. */
@ApplicationScoped
class SlowQueryDayTask {

    private static final Logger LOGGER = Logger.getLogger(SlowQueryDayTask.class);

    /** A turn ends after so long; the next one goes on. */
    private static final Duration TURN_MAX = Duration.ofSeconds(30);

    private final RollupConfig config;
    private final SlowQueryDays days;
    private final Clock clock = Clock.systemUTC();

    SlowQueryDayTask(RollupConfig config, SlowQueryDays days) {
        this.config = config;
        this.days = days;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void turn() {
        if (!config.enabled()) {
            return;
        }
        Instant begun = clock.instant();
        try {
            boolean more = true;
            while (more && clock.instant().isBefore(begun.plus(TURN_MAX))) {
                more = days.keepNext(clock.instant());
            }
        } catch (MongoException storeAway) {
            LOGGER.warnf("No days are added up now: %s", storeAway.getMessage());
        }
    }
}
