package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.Waits;
import io.github.spyhop.query.response.WaitView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** What the servers waited for: files, tables, locks. */
@Path("/api/v1/waits")
@RolesAllowed(Roles.VIEWER)
public class WaitResource {

    private static final int LISTED_MAX = 1_000;
    private static final int DRAWN_MAX = 50;

    private final Waits waits;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    WaitResource(Waits waits, Scopes scopes) {
        this.waits = waits;
        this.scopes = scopes;
    }

    /** The events that were waited for, those with the most time first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    public List<WaitView> waits(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("100") @Min(1) @Max(LISTED_MAX) int limit) {
        return WaitView.of(
                waits.totals(TimeRanges.parse(from, to, clock), scopes.name(instance)), limit);
    }

    /**
     * The seconds that were waited within a second, by event, over time: those with the most time,
     * and all others together.
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/series")
    public List<Waits.Point> series(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("10") @Min(1) @Max(DRAWN_MAX) int limit) {
        return waits.series(TimeRanges.parse(from, to, clock), scopes.name(instance), limit);
    }
}
