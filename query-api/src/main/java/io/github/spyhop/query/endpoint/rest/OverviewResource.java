package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.ShowOverview;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.response.Overview;
import io.github.spyhop.query.response.RowChangePoint;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The figures of the console's first page and of Grafana, as flat objects. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class OverviewResource {

    private final ShowOverview overview;
    private final RowChanges rowChanges;
    private final Clock clock = Clock.systemUTC();

    OverviewResource(ShowOverview overview, RowChanges rowChanges) {
        this.overview = overview;
        this.rowChanges = rowChanges;
    }

    @GET
    @Path("/overview")
    public Overview overview() {
        return overview.show();
    }

    /** The row changes that were published, over time. */
    @GET
    @Path("/row-changes")
    public List<RowChangePoint> rowChanges(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to) {
        return rowChanges.series(TimeRanges.parse(from, to, clock)).stream()
                .map(RowChangePoint::of)
                .toList();
    }
}
