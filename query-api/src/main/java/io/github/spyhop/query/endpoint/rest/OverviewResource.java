package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.query.ShowOverview;
import io.github.spyhop.query.response.Overview;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The figures of the console's first page. */
@Path("/api/v1")
@RolesAllowed(Roles.VIEWER)
public class OverviewResource {

    private final ShowOverview overview;

    OverviewResource(ShowOverview overview) {
        this.overview = overview;
    }

    /** What is monitored, and what happens now. */
    @GET
    @Shared
    @Path("/overview")
    public Overview overview() {
        return overview.show();
    }
}
