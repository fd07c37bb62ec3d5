package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.FindTopDigests;
import io.github.spyhop.query.query.ShowOverview;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.Overview;
import io.github.spyhop.query.response.RowChangePoint;
import io.github.spyhop.query.response.TopDigest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

    private static final int DIGESTS_MAX = 1_000;

    private final ShowOverview overview;
    private final FindTopDigests topDigests;
    private final RowChanges rowChanges;
    private final Clock clock = Clock.systemUTC();

    OverviewResource(ShowOverview overview, FindTopDigests topDigests, RowChanges rowChanges) {
        this.overview = overview;
        this.topDigests = topDigests;
        this.rowChanges = rowChanges;
    }

    @GET
    @Path("/overview")
    public Overview overview() {
        return overview.show();
    }

    /** The statement families with the most time, on the wire beside inside the servers. */
    @GET
    @Path("/digests")
    public List<TopDigest> digests(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery @DefaultValue("50") @Min(1) @Max(DIGESTS_MAX) int limit) {
        return topDigests.find(range(from, to), limit);
    }

    /** The row changes that were published, over time. */
    @GET
    @Path("/row-changes")
    public List<RowChangePoint> rowChanges(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to) {
        return rowChanges.series(range(from, to)).stream().map(RowChangePoint::of).toList();
    }

    private TimeRange range(String from, String to) {
        TimeRange range =
                new TimeRange(
                        TimeExpression.parse("from", from, clock),
                        TimeExpression.parse("to", to, clock));
        if (!range.from().isBefore(range.to())) {
            throw Problems.badRequest("from", "'from' is not before 'to'.");
        }
        return range;
    }
}
