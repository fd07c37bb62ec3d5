package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.query.FindTopDigests;
import io.github.spyhop.query.read.DigestHistory;
import io.github.spyhop.query.read.DigestWindows;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.response.DigestPoint;
import io.github.spyhop.query.response.DigestView;
import io.github.spyhop.query.response.PlanView;
import io.github.spyhop.query.response.SampleView;
import io.github.spyhop.query.response.TopDigest;
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
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The statement families: which cost the most, and each of them on its own. */
@Path("/api/v1/digests")
@RolesAllowed(Roles.VIEWER)
public class DigestResource {

    private static final int DIGESTS_MAX = 1_000;
    private static final int LISTED_MAX = 200;
    private static final String DIGEST_ID = "[0-9a-f]{32}";

    private final FindTopDigests topDigests;
    private final DigestWindows windows;
    private final DigestHistory history;
    private final Plans plans;
    private final Scopes scopes;

    DigestResource(
            FindTopDigests topDigests,
            DigestWindows windows,
            DigestHistory history,
            Plans plans,
            Scopes scopes) {
        this.topDigests = topDigests;
        this.windows = windows;
        this.history = history;
        this.plans = plans;
        this.scopes = scopes;
    }

    /** The statement families with the most time, on the wire beside inside the servers. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    public List<TopDigest> digests(
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("50") @Min(1) @Max(DIGESTS_MAX) int limit) {
        return topDigests.find(scopes.parse(from, to, instance), limit);
    }

    /** One family. */
    @GET
    @Path("/{digestId}")
    public DigestView digest(@RestPath @Pattern(regexp = DIGEST_ID) String digestId) {
        return Optional.ofNullable(windows.families(List.of(digestId)).get(digestId))
                .map(DigestView::of)
                .orElseThrow(() ->
                        Problems.notFound(
                                "No statement of the digest %s was seen. /api/v1/digests lists those there are."
                                        .formatted(digestId)));
    }

    /** One family over time, in at most some 150 buckets, those in which it was not seen left out. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/{digestId}/series")
    public List<DigestPoint> series(
            @RestPath @Pattern(regexp = DIGEST_ID) String digestId,
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance) {
        return history.series(digestId, scopes.parse(from, to, instance)).stream()
                .map(DigestPoint::of)
                .toList();
    }

    /** Statements of a family that the wire showed, the slowest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Shared
    @Path("/{digestId}/samples")
    public List<SampleView> samples(
            @RestPath @Pattern(regexp = DIGEST_ID) String digestId,
            @RestQuery @DefaultValue("now-1h") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("20") @Min(1) @Max(LISTED_MAX) int limit) {
        return history.samples(digestId, scopes.parse(from, to, instance), limit).stream()
                .map(SampleView::of)
                .toList();
    }

    /** The plans of a family without their texts, the newest first. */
    @GET
    @Shared
    @Path("/{digestId}/plans")
    public RestResponse<List<PlanView>> plans(
            @RestPath @Pattern(regexp = DIGEST_ID) String digestId,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                plans.ofFamily(digestId, Cursor.slice(cursor, limit)).map(PlanView::inList),
                request);
    }
}
