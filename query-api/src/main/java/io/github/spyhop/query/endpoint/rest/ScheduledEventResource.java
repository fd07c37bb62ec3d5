package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.ScheduledEvents;
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

/** MySQL's EVENT scheduler. */
@Path("/api/v1/events")
@RolesAllowed(Roles.VIEWER)
public class ScheduledEventResource {

    private static final int LISTED_MAX = 5_000;

    private final ScheduledEvents events;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    ScheduledEventResource(ScheduledEvents events, Scopes scopes) {
        this.events = events;
        this.scopes = scopes;
    }

    /** The EVENTs as they are defined now, with what is wrong with them. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    public List<ScheduledEvents.Event> events(
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("1000") @Min(1) @Max(LISTED_MAX) int limit) {
        return events.events(scopes.name(instance), limit);
    }

    /** Whether each instance's scheduler is on. */
    @GET
    @Path("/schedulers")
    public List<ScheduledEvents.Scheduler> schedulers() {
        return events.schedulers(LISTED_MAX);
    }

    /**
     * The runs of EVENTs, those that failed and those that were missed, the latest first.
     *
     * @param event {@code schema.name}; without, all
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/runs")
    public RestResponse<List<ScheduledEvents.Run>> runs(
            @RestQuery @DefaultValue("now-1d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery Optional<String> event,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                events.runs(
                        TimeRanges.parse(from, to, clock),
                        scopes.name(instance),
                        event,
                        Cursor.slice(cursor, limit)),
                request);
    }
}
