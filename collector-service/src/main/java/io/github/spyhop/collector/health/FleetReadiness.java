package io.github.spyhop.collector.health;

import io.github.spyhop.collector.CollectorPipeline;
import io.github.spyhop.collector.store.InstanceState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the registry and the leases were read lately and, of the instances that are this
 * replica's, at least one answers.
 */
@Readiness
@ApplicationScoped
class FleetReadiness implements HealthCheck {

    private static final Duration TURN_MAX = Duration.ofSeconds(15);

    private final CollectorPipeline pipeline;

    FleetReadiness(CollectorPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Long> states =
                new TreeMap<>(
                        pipeline.states().values().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                InstanceState::field, Collectors.counting())));
        boolean turns = pipeline.turnedAt().plus(TURN_MAX).isAfter(Instant.now());
        boolean answers = states.isEmpty() || states.containsKey("watched");
        var response = HealthCheckResponse.named("fleet").status(turns && answers);
        response.withData("store", turns ? "answers" : "does not answer");
        states.forEach((state, count) -> response.withData("instances " + state, count));
        return response.build();
    }
}
