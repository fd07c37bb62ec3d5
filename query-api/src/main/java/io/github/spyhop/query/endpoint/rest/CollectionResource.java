package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.CollectionRuns;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The runs over CloudWatch's slow logs. */
@Path("/api/v1/collections")
@RolesAllowed(Roles.VIEWER)
public class CollectionResource {

    private static final int LISTED_MAX = 1_000;

    private final CollectionRuns runs;

    CollectionResource(CollectionRuns runs) {
        this.runs = runs;
    }

    /** The runs, the latest first. */
    @GET
    public List<CollectionRuns.Run> collections(
            @RestQuery @DefaultValue("50") @Min(1) @Max(LISTED_MAX) int limit) {
        return runs.newest(limit);
    }

    /**
     * One run and how far it is.
     *
     * @param id of {@code GET /api/v1/collections}
     */
    @GET
    @Path("/{id}")
    public CollectionRuns.Run collection(@RestPath String id) {
        return runs.find(id)
                .orElseThrow(() ->
                        Problems.notFound(
                                "There is no such run. /api/v1/collections lists those there are."));
    }
}
