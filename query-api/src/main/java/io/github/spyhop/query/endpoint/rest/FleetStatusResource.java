package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.read.AuroraClusters;
import io.github.spyhop.query.read.SlowQueryStatistics;
import io.github.spyhop.query.read.StatusHistory;
import io.github.spyhop.query.response.FleetStatus.AuroraInstance;
import io.github.spyhop.query.response.FleetStatus.SlowQueryGroup;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The state of clusters and servers, and how many slow statements they had. */
@Path("/api")
@RolesAllowed(Roles.VIEWER)
public class FleetStatusResource {

    private final AuroraClusters clusters;
    private final StatusHistory status;
    private final SlowQueryStatistics statistics;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    FleetStatusResource(
            AuroraClusters clusters,
            StatusHistory status,
            SlowQueryStatistics statistics,
            Scopes scopes) {
        this.clusters = clusters;
        this.status = status;
        this.statistics = statistics;
        this.scopes = scopes;
    }

    /** The instances of the Aurora clusters, as the RDS API describes them. */
    @GET
    @Path("/rds/aurora_cluster")
    public List<AuroraInstance> auroraClusters() {
        return clusters.all().stream().map(AuroraInstance::of).toList();
    }

    /** What an instance executed since its start, by command. */
    @GET
    @Path("/mysql_status/status")
    public List<StatusHistory.Command> commands(
            @RestQuery("instance_name") @NotBlank String instanceName) {
        return status.commands(scopes.named(instanceName).instanceName());
    }

    /**
     * An instance's counters of caches and temporary tables, and its bytes in use, over time.
     *
     * @param metric the name of one of them; without, all
     */
    @GET
    @Path("/mysql_io/status")
    public List<StatusHistory.Usage> usage(
            @RestQuery("instance_name") @NotBlank String instanceName,
            @RestQuery Optional<String> metric,
            @RestQuery @DefaultValue("now-1d") String from,
            @RestQuery @DefaultValue("now") String to) {
        return status.usage(
                scopes.named(instanceName).instanceName(),
                TimeRanges.parse(from, to, clock),
                metric);
    }

    /** The slow statements by instance, schema and user. */
    @GET
    @Shared
    @Path("/slow_query/statistics")
    public List<SlowQueryGroup> statistics(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to) {
        return statistics.of(TimeRanges.parse(from, to, clock)).stream()
                .map(SlowQueryGroup::of)
                .toList();
    }
}
