package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AnnotationDocument;
import io.github.spyhop.query.access.AuditNote;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.Annotations;
import io.github.spyhop.query.response.AnnotationView;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What charts are marked with: deployments, failovers, restarts, plans that became other ones. */
@Path("/api/v1/annotations")
@RolesAllowed(Roles.VIEWER)
public class AnnotationResource {

    private static final int LISTED_MAX = 1_000;
    private static final int ANNOTATIONS_MAX = 100_000;
    private static final int TITLE_LENGTH_MAX = 200;
    private static final int TEXT_LENGTH_MAX = 2_000;
    private static final int TIME_LENGTH_MAX = 40;
    private static final String TAGS = "[^,]{1,60}(,[^,]{1,60}){0,9}";
    private static final String DEPLOYMENT = "deployment";

    /** As long as they are kept. */
    private static final Duration AGE_MAX = Duration.ofDays(400);

    /** Work that is planned. */
    private static final Duration AHEAD_MAX = Duration.ofDays(31);

    private final Annotations annotations;
    private final Scopes scopes;
    private final SecurityIdentity identity;
    private final AuditNote audit;
    private final Clock clock = Clock.systemUTC();

    AnnotationResource(
            Annotations annotations, Scopes scopes, SecurityIdentity identity, AuditNote audit) {
        this.annotations = annotations;
        this.scopes = scopes;
        this.identity = identity;
        this.audit = audit;
    }

    /**
     * What somebody did.
     *
     * @param title what was done, in a few words
     * @param text more about it
     * @param kind {@code deployment}, unless it is another
     * @param instance where it was; without, everywhere
     * @param time as a range has it, such as {@code now-5m}; now, unless it is another
     * @param timeEnd where it took a while
     * @param tags at most ten words, separated by commas
     */
    public record NewAnnotation(
            @NotBlank @Size(max = TITLE_LENGTH_MAX) String title,
            @Size(max = TEXT_LENGTH_MAX) @Nullable String text,
            @Pattern(regexp = "deployment|note") @Nullable String kind,
            @Nullable String instance,
            @Size(max = TIME_LENGTH_MAX) @Nullable String time,
            @JsonProperty("time_end") @Size(max = TIME_LENGTH_MAX) @Nullable String timeEnd,
            @Pattern(regexp = TAGS) @Nullable String tags) {}

    /** What people did and what happened to servers and plans, the latest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    public RestResponse<List<AnnotationView>> list(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @Size(max = Cursor.LENGTH_MAX) @Nullable String cursor,
            @RestQuery @DefaultValue("200") @Min(1) @Max(LISTED_MAX) int limit,
            @Context UriInfo request) {
        return Cursor.page(
                annotations
                        .marks(
                                TimeRanges.parse(from, to, clock),
                                scopes.name(instance),
                                Cursor.slice(cursor, limit))
                        .map(AnnotationView::of),
                request);
    }

    /** Marks charts with what somebody did, such as a deployment. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @APIResponse(
            responseCode = "201",
            description = "It is on charts from now on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnnotationView.class)))
    @APIResponse(responseCode = "409", description = "There are too many")
    public Response add(@NotNull @Valid NewAnnotation wanted) {
        if (annotations.count() >= ANNOTATIONS_MAX) {
            throw Problems.conflict(
                    "There are %d annotations, which is the most: delete some of them."
                            .formatted(ANNOTATIONS_MAX));
        }
        AnnotationDocument made = made(wanted);
        annotations.add(made);
        audit.about("annotation %s: %s".formatted(made.id(), made.title()));
        return Response.status(Response.Status.CREATED).entity(AnnotationView.of(made)).build();
    }

    /**
     * Takes a mark back that somebody made.
     *
     * @param id of {@code GET /api/v1/annotations}
     */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    public void delete(@RestPath String id) {
        if (!annotations.delete(id)) {
            throw Problems.notFound(
                    "Nobody made an annotation with the id '%s'. GET /api/v1/annotations lists them."
                            .formatted(id));
        }
    }

    private AnnotationDocument made(NewAnnotation wanted) {
        Instant time = time("time", Objects.requireNonNullElse(wanted.time(), "now"));
        @Nullable Instant end =
                wanted.timeEnd() == null ? null : time("time_end", wanted.timeEnd());
        if (end != null && end.isBefore(time)) {
            throw Problems.badRequest("time_end", "'time_end' is before 'time'.");
        }
        @Nullable String instance = wanted.instance();
        return new AnnotationDocument(
                new ObjectId().toHexString(),
                time,
                end,
                Objects.requireNonNullElse(wanted.kind(), DEPLOYMENT),
                instance == null ? null : scopes.named(instance).instanceName(),
                wanted.title().strip(),
                wanted.text(),
                wanted.tags(),
                identity.getPrincipal().getName());
    }

    private Instant time(String field, String text) {
        Instant time = TimeExpression.parse(field, text, clock).truncatedTo(ChronoUnit.MILLIS);
        Instant now = clock.instant();
        if (time.isBefore(now.minus(AGE_MAX)) || time.isAfter(now.plus(AHEAD_MAX))) {
            throw Problems.badRequest(
                    field,
                    "'%s' has to be within the last %d days or the next %d."
                            .formatted(field, AGE_MAX.toDays(), AHEAD_MAX.toDays()));
        }
        return time;
    }
}
