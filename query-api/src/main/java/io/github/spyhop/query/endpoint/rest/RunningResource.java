package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.Locks;
import io.github.spyhop.query.read.RunningStatements;
import io.github.spyhop.query.response.LockView;
import io.github.spyhop.query.response.RunningView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What runs now, and who waits for whom. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class RunningResource {

    private static final int LISTED_MAX = 1_000;

    private final RunningStatements running;
    private final Locks locks;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    RunningResource(RunningStatements running, Locks locks, Scopes scopes) {
        this.running = running;
        this.locks = locks;
        this.scopes = scopes;
    }

    /** The slow statements that run now, the longest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/running")
    public List<RunningView> running(
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit) {
        return running.now(clock.instant(), scopes.name(instance), limit).stream()
                .map(RunningView::of)
                .toList();
    }

    /** The transactions that are open for long, or that wait. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/transactions")
    public List<LockView.Transaction> transactions(@RestQuery Optional<String> instance) {
        return locks.now(clock.instant(), scopes.name(instance)).stream()
                .flatMap(look -> LockView.transactions(look).stream())
                .toList();
    }

    /** Who waits for whom now, for each instance on which somebody does. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/locks")
    public List<LockView> locks(@RestQuery Optional<String> instance) {
        return locks.now(clock.instant(), scopes.name(instance)).stream()
                .map(LockView::of)
                .toList();
    }

    /** How many waited over time; stretches in which nobody did are absent. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/locks/series")
    public List<Locks.Point> lockSeries(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance) {
        return locks.series(TimeRanges.parse(from, to, clock), scopes.name(instance));
    }

    /** InnoDB's reports of deadlocks, the latest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/deadlocks")
    public RestResponse<List<Locks.Deadlock>> deadlocks(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                locks.deadlocks(
                        TimeRanges.parse(from, to, clock),
                        scopes.name(instance),
                        Cursor.slice(cursor, limit)),
                request);
    }
}
