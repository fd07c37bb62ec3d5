package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.response.PlanView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** One stored plan. */
@Path("/api/v1/plan")
@RolesAllowed(Roles.VIEWER)
public class PlanResource {

    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    /** The plan of a slow statement, with its texts. */
    @GET
    public PlanView plan(@RestQuery("slow_query_id") @NotBlank String slowQueryId) {
        return plans.ofSlowQuery(slowQueryId)
                .map(PlanView::whole)
                .orElseThrow(() ->
                        Problems.notFound(
                                "No plan is stored for this slow query. /explain/plans lists those there are."));
    }
}
