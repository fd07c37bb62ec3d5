package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.model.store.AuditEntryDocument;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.AuditTrail;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who changed what, or tried to. */
@Path("/api/v1/audit")
@RolesAllowed(Roles.ADMIN)
public class AuditResource {

    private static final int LISTED_MAX = 1_000;

    private final AuditTrail trail;
    private final Clock clock = Clock.systemUTC();

    AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * The entries, the latest first; where there are more, {@code Link} has the next ones.
     *
     * @param actor the name of a token or person; without, everybody
     */
    @GET
    public RestResponse<List<AuditEntryDocument>> entries(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> actor,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                trail.entries(
                        TimeRanges.parse(from, to, clock), actor, Cursor.slice(cursor, limit)),
                request);
    }
}
