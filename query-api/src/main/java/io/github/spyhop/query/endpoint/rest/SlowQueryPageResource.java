package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.SlowQueries;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.SlowQueryPage;
import io.github.spyhop.query.response.SlowQueryView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The slow statements page by page. */
@Path("/mysql/queries")
@RolesAllowed(Roles.VIEWER)
public class SlowQueryPageResource {

    private static final int PAGE_SIZE_MAX = 100;
    private static final int PAGE_MAX = 10_000;
    private static final int SEARCH_LENGTH_MAX = 200;

    private final SlowQueries slowQueries;
    private final Clock clock = Clock.systemUTC();

    SlowQueryPageResource(SlowQueries slowQueries) {
        this.slowQueries = slowQueries;
    }

    /**
     * A page of slow statements, the newest first. The {@code total} is counted up to 100,000.
     *
     * @param page its number, from 1
     * @param pageSize statements on a page
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    public SlowQueryPage page(
            @RestQuery @DefaultValue("1") @Min(1) @Max(PAGE_MAX) int page,
            @RestQuery("page_size") @DefaultValue("20") @Min(1) @Max(PAGE_SIZE_MAX) int pageSize,
            @RestQuery("start_date") @DefaultValue("now-1d") String startDate,
            @RestQuery("end_date") @DefaultValue("now") String endDate,
            @RestQuery Optional<String> instance,
            @RestQuery("digest_id") Optional<String> digestId,
            @RestQuery @Size(max = SEARCH_LENGTH_MAX) @Pattern(regexp = "[^\\u0000]*")
                    @Nullable String search) {
        if ((long) (page - 1) * pageSize >= SlowQueries.TOTAL_MAX) {
            throw Problems.badRequest(
                    "page",
                    "Pages end after %d statements. /api/v1/slow-queries goes on by its cursor."
                            .formatted(SlowQueries.TOTAL_MAX));
        }
        TimeRange range = TimeRanges.parse("start_date", startDate, "end_date", endDate, clock);
        SlowQueries.Page found =
                slowQueries.page(
                        new SlowQueries.Filter(
                                range, instance, digestId, Optional.ofNullable(search)),
                        (page - 1) * pageSize,
                        pageSize);
        return new SlowQueryPage(
                found.total(),
                page,
                pageSize,
                found.items().stream().map(SlowQueryView::of).toList());
    }
}
