package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.ShowCoverage;
import io.github.spyhop.query.read.ServiceLife;
import io.github.spyhop.query.response.CoverageView;
import io.github.spyhop.query.response.ServiceView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** What is seen, what is not, and whether those who look are alive. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class CoverageResource {

    private final ShowCoverage coverage;
    private final ServiceLife services;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    CoverageResource(ShowCoverage coverage, ServiceLife services, Scopes scopes) {
        this.coverage = coverage;
        this.services = services;
        this.scopes = scopes;
    }

    /** What the wire showed of each server beside what the server counted, and why less. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/coverage")
    public List<CoverageView> coverage(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance) {
        return coverage.show(scopes.parse(from, to, instance));
    }

    /** The collectors, binlog sources and probes, and when each was heard of last. */
    @GET
    @Path("/services")
    public List<ServiceView> services() {
        return services.all(clock.instant()).stream().map(ServiceView::of).toList();
    }
}
