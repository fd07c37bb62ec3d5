package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.query.ShowLoad;
import io.github.spyhop.query.read.Alerts;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.Servers;
import io.github.spyhop.query.read.WindowSource;
import io.github.spyhop.query.response.AlertView;
import io.github.spyhop.query.response.LatencyView;
import io.github.spyhop.query.response.LoadPoint;
import io.github.spyhop.query.response.PlanChangeView;
import io.github.spyhop.query.response.ServerView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The fleet: its servers, their load, what changed and what is wrong. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class FleetResource {

    private static final int TOP_MAX = 20;
    private static final int LISTED_MAX = 1_000;

    private final Instances instances;
    private final Servers servers;
    private final ShowLoad load;
    private final DigestWindows windows;
    private final Alerts alerts;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    FleetResource(
            Instances instances,
            Servers servers,
            ShowLoad load,
            DigestWindows windows,
            Alerts alerts,
            Scopes scopes) {
        this.instances = instances;
        this.servers = servers;
        this.load = load;
        this.windows = windows;
        this.alerts = alerts;
        this.scopes = scopes;
    }

    /** The registered instances and how each is watched, with what mends an error. */
    @GET
    @Shared
    @Path("/servers")
    public List<ServerView> servers() {
        Map<String, Servers.State> states = servers.states();
        return instances.all().stream()
                .map(instance -> ServerView.of(instance, states.get(instance.instanceName())))
                .toList();
    }

    /**
     * The load over time of the families with the most time, and of all others together.
     *
     * @param top how many families are shown on their own
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/load")
    public List<LoadPoint> load(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("8") @Min(1) @Max(TOP_MAX) int top) {
        return load.show(scopes.parse(from, to, instance), top);
    }

    /** How long statements took, on the wire and inside the servers; of one instance or of all. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/latency")
    public List<LatencyView> latency(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance) {
        Scope scope = scopes.parse(from, to, instance);
        return Stream.of(WindowSource.values())
                .flatMap(source ->
                        windows.all(source, scope).stream()
                                .map(figures -> LatencyView.of(source, figures)))
                .toList();
    }

    /**
     * What the rules found, the latest first.
     *
     * @param state {@code pending}, {@code firing} or {@code resolved}; without, all
     * @param subject what it is about, such as a digest id or an EVENT's name; without, all
     * @param from with it, only what fired within the time, if only for a part of it
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/alerts")
    public RestResponse<List<AlertView>> alerts(
            @RestQuery @Pattern(regexp = "pending|firing|resolved") @Nullable String state,
            @RestQuery Optional<String> instance,
            @RestQuery Optional<String> subject,
            @RestQuery Optional<String> from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                alerts.alerts(
                                new Alerts.Asked(
                                        Optional.ofNullable(state),
                                        scopes.name(instance),
                                        subject,
                                        from.map(start -> TimeRanges.parse(start, to, clock))),
                                Cursor.slice(cursor, limit))
                        .map(AlertView::of),
                request);
    }

    /** The families whose plans became other ones, the latest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/plan-changes")
    public RestResponse<List<PlanChangeView>> planChanges(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery("digest_id") Optional<String> digestId,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        Scope scope = scopes.parse(from, to, instance);
        return Cursor.page(
                alerts.planChanges(scope.range(), instance, digestId, Cursor.slice(cursor, limit))
                        .map(PlanChangeView::of),
                request);
    }
}
