package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.response.PlanView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One stored plan. */
@Path("/api/v1/plan")
@RolesAllowed(Roles.VIEWER)
public class PlanResource {

    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    /**
     * The plan of a slow statement, or the newest one of a connection, with its texts.
     *
     * @param slowQueryId the slow statement; goes before {@code pid}
     */
    @GET
    public PlanView plan(
            @RestQuery("slow_query_id") @Nullable String slowQueryId,
            @RestQuery @Min(1) @Nullable Long pid) {
        return find(slowQueryId, pid)
                .map(PlanView::whole)
                .orElseThrow(() ->
                        Problems.notFound(
                                "No plan is stored for this slow query. /explain/plans lists those there are."));
    }

    private Optional<PlanDocument> find(@Nullable String slowQueryId, @Nullable Long pid) {
        if (slowQueryId != null) {
            return plans.ofSlowQuery(slowQueryId);
        }
        if (pid == null) {
            throw Problems.badRequest(
                    "slow_query_id", "Say which plan: 'slow_query_id' or 'pid' is missing.");
        }
        return plans.ofConnection(pid).stream().findFirst();
    }
}
