package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.read.SlowQueries;
import io.github.spyhop.query.response.SlowQueryView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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

/** The slow statements one after another, however many there are. */
@Path("/api/v1/slow-queries")
@RolesAllowed(Roles.VIEWER)
public class SlowQueryListResource {

    private static final int LISTED_MAX = 1_000;
    private static final int SEARCH_LENGTH_MAX = 200;

    private final SlowQueries slowQueries;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    SlowQueryListResource(SlowQueries slowQueries, Scopes scopes) {
        this.slowQueries = slowQueries;
        this.scopes = scopes;
    }

    /**
     * Slow statements, the newest first. Where there are more, the header {@code Link} has the next
     * ones, by a cursor that stays right while new ones come.
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    public RestResponse<List<SlowQueryView>> list(
            @RestQuery @DefaultValue("now-1d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery("digest_id") Optional<String> digestId,
            @RestQuery @Size(max = SEARCH_LENGTH_MAX) @Pattern(regexp = "[^\\u0000]*")
                    @Nullable String search,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        SlowQueries.Filter filter =
                new SlowQueries.Filter(
                        TimeRanges.parse(from, to, clock),
                        scopes.name(instance),
                        digestId,
                        Optional.ofNullable(search));
        return Cursor.page(
                slowQueries.list(filter, Cursor.slice(cursor, limit)).map(SlowQueryView::of),
                request);
    }
}
