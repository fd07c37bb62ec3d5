package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.read.WireAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads what a request asks for: a stretch of time, of one registered instance or of all. */
@ApplicationScoped
class Scopes {

    private final Instances instances;
    private final WireAddresses addresses;
    private final Clock clock = Clock.systemUTC();

    Scopes(Instances instances, WireAddresses addresses) {
        this.instances = instances;
        this.addresses = addresses;
    }

    /**
     * The scope of three query parameters.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if a time is none; 404, if there is no
     *     such instance
     */
    Scope parse(String from, String to, Optional<String> instance) {
        return addresses.scope(TimeRanges.parse(from, to, clock), instance.map(this::named));
    }

    /**
     * A stretch of time of this length from a point on.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if the point is none
     */
    TimeRange from(String field, String from, Duration length) {
        Instant start = TimeExpression.parse(field, from, clock);
        return new TimeRange(start, start.plus(length));
    }

    /**
     * The name of the instance that is asked for, if one is.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404, if there is no such instance
     */
    Optional<String> name(Optional<String> instance) {
        return instance.map(name -> named(name).instanceName());
    }

    /** Whether an instance is registered. */
    boolean has(String instanceName) {
        return instances.named(instanceName).isPresent();
    }

    InstanceDocument named(String instanceName) {
        return instances
                .named(instanceName)
                .orElseThrow(() ->
                        Problems.notFound(
                                "No instance is named '%s'. /api/instance_setup/list_instances lists them."
                                        .formatted(instanceName)));
    }
}
