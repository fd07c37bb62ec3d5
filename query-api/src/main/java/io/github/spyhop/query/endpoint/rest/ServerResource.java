package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.ServerHistory;
import io.github.spyhop.query.read.StatusSeries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** What each server is, what happened to it, and its status variables. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class ServerResource {

    private static final int LISTED_MAX = 1_000;

    /** At most 20 names of status variables. */
    private static final String NAMES = "\\w{1,64}(,\\w{1,64}){0,19}";

    private final ServerHistory history;
    private final StatusSeries status;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    ServerResource(ServerHistory history, StatusSeries status, Scopes scopes) {
        this.history = history;
        this.status = status;
        this.scopes = scopes;
    }

    /** Each server's role, its replication channels, and its Aurora cluster. */
    @GET
    @Path("/topology")
    public List<ServerHistory.Place> topology() {
        return history.topology();
    }

    /** Failovers, restarts, changed parameters: what happened to servers, the latest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/server-events")
    public RestResponse<List<ServerHistory.Happening>> serverEvents(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                history.happenings(
                        TimeRanges.parse(from, to, clock),
                        scopes.name(instance),
                        Cursor.slice(cursor, limit)),
                request);
    }

    /**
     * Status variables of an instance over time.
     *
     * @param names MySQL's names of at most 20 variables, separated by commas
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/status-series")
    public List<StatusSeries.Point> statusSeries(
            @RestQuery @NotBlank String instance,
            @RestQuery @NotNull @Pattern(regexp = NAMES) String names,
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to) {
        return status.series(
                scopes.named(instance).instanceName(),
                List.of(names.split(",")),
                TimeRanges.parse(from, to, clock));
    }

    /** The status variables that an instance has, as they were last. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/status-names")
    public List<StatusSeries.Variable> statusNames(@RestQuery @NotBlank String instance) {
        return status.newest(scopes.named(instance).instanceName(), clock.instant());
    }
}
