package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.ChangesNothing;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.read.SlowQueries;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.PlanView;
import io.github.spyhop.query.response.SlowQueryView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/** The slow statements and their plans. */
@Path("/api/mysql_explain")
@RolesAllowed(Roles.VIEWER)
public class SlowQueryResource {

    private static final int DAYS_MAX = 90;
    private static final int ITEMS_MAX = 1_000;

    private final SlowQueries slowQueries;
    private final Plans plans;
    private final ExplainResource explanations;
    private final Clock clock = Clock.systemUTC();

    SlowQueryResource(SlowQueries slowQueries, Plans plans, ExplainResource explanations) {
        this.slowQueries = slowQueries;
        this.plans = plans;
        this.explanations = explanations;
    }

    /**
     * The slow statements of the last days, the newest first, at most 1,000.
     *
     * @param days how many days back
     */
    @GET
    @Shared
    @Path("/items")
    public List<SlowQueryView> items(
            @RestQuery @DefaultValue("1") @Min(1) @Max(DAYS_MAX) int days) {
        Instant now = clock.instant();
        TimeRange range = new TimeRange(now.minus(Duration.ofDays(days)), now.plusSeconds(60));
        return slowQueries.newest(range, ITEMS_MAX).stream().map(SlowQueryView::of).toList();
    }

    /** The stored plans without their texts, the newest first, at most 1,000. */
    @GET
    @Shared
    @Path("/plans")
    public List<PlanView> plans() {
        return plans.newest(ITEMS_MAX).stream().map(PlanView::inList).toList();
    }

    /** How far the EXPLAIN of the newest slow statement of a connection is; 202 while it waits. */
    @POST
    @Path("/explain")
    @RolesAllowed(Roles.OPERATOR)
    @ChangesNothing
    @APIResponse(
            responseCode = "200",
            description = "It is done, or cannot be",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExplainResource.Explanation.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExplainResource.Explanation.class)))
    public Response explain(@RestQuery @Min(1) long pid) {
        return explanations.explain(pid);
    }

    /** The plans of statements that ran on the connection {@code pid}, as a Markdown file. */
    @GET
    @Path("/download")
    @Produces("text/markdown")
    public Response download(@RestQuery @Min(1) long pid) {
        return ExplainResource.markdownOf(plans.ofConnection(pid), pid);
    }
}
