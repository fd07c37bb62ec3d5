package io.github.spyhop.query.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.AccessTokenDocument;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.AccessTokens;
import io.github.spyhop.query.read.Instances;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The tokens of programs: each with a role and an end; the token itself is shown once. */
@Path("/api/v1/tokens")
@RolesAllowed(Roles.ADMIN)
public class AccessTokenResource {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int DAYS_DEFAULT = 90;
    private static final int DAYS_MAX = 366;
    private static final int TOKENS_MAX = 1_000;
    private static final int INSTANCES_MAX = 50;

    private final AccessTokens tokens;
    private final Instances instances;
    private final SecurityIdentity identity;
    private final AuditNote audit;
    private final Clock clock = Clock.systemUTC();

    AccessTokenResource(
            AccessTokens tokens, Instances instances, SecurityIdentity identity, AuditNote audit) {
        this.tokens = tokens;
        this.instances = instances;
        this.identity = identity;
        this.audit = audit;
    }

    /**
     * A token to make.
     *
     * @param name what the token is for, to be told from others
     * @param role {@code viewer}, {@code operator} or {@code admin}
     * @param validDays days until it ends; 90, unless it is another
     * @param instances the names of the only instances that it may ask about; without, all
     */
    public record NewToken(
            @NotBlank @Size(max = NAME_LENGTH_MAX) String name,
            @NotNull @Pattern(regexp = "viewer|operator|admin") String role,
            @JsonProperty("valid_days") @Min(1) @Max(DAYS_MAX) @Nullable Integer validDays,
            @Size(min = 1, max = INSTANCES_MAX) @Nullable List<@NotBlank String> instances) {}

    /**
     * A token that was just made, with its text, which nobody can read again.
     *
     * @param token the text to be sent as {@code Authorization: Bearer}
     * @param details what can be read of it later, too
     */
    public record MadeToken(String token, TokenView details) {

        /** Without the token. */
        @Override
        public String toString() {
            return "MadeToken[" + details + "]";
        }
    }

    /**
     * A token, without its text; {@code state} is valid, expired or revoked.
     *
     * @param id by which it can be revoked
     * @param name what the token is for
     * @param role {@code viewer}, {@code operator} or {@code admin}
     * @param instances the only instances that it may ask about; absent, if it may ask about all
     * @param state {@code valid}, {@code expired} or {@code revoked}
     * @param createdAt when it was made
     * @param createdBy the name of the token or person that made it
     * @param expiresAt when it ends
     * @param lastUsedAt when it was last used; absent, if it never was
     */
    public record TokenView(
            String id,
            String name,
            String role,
            @Nullable List<String> instances,
            String state,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("created_by") String createdBy,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

        static TokenView of(AccessTokenDocument token, Instant now) {
            String invalid = token.revokedAt() == null ? "expired" : "revoked";
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.role(),
                    token.instances(),
                    token.isValidAt(now) ? "valid" : invalid,
                    token.createdAt(),
                    token.createdBy(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** All tokens, without their texts. */
    @GET
    public List<TokenView> list() {
        Instant now = clock.instant();
        return tokens.all().stream().map(token -> TokenView.of(token, now)).toList();
    }

    /** Makes a token; its text is in this answer and nowhere else. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "The token, which is shown this once",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeToken.class)))
    @APIResponse(responseCode = "409", description = "There are too many")
    public Response make(@NotNull @Valid NewToken wanted) {
        if (tokens.count() >= TOKENS_MAX) {
            throw Problems.conflict(
                    "There are %d tokens, which is the most; those that ended are deleted after 90 days."
                            .formatted(TOKENS_MAX));
        }
        checkInstances(wanted);
        TokenText token = TokenText.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int days = Objects.requireNonNullElse(wanted.validDays(), DAYS_DEFAULT);
        AccessTokenDocument made =
                new AccessTokenDocument(
                        token.id(),
                        wanted.name(),
                        wanted.role(),
                        wanted.instances(),
                        token.hash(),
                        now,
                        identity.getPrincipal().getName(),
                        now.plus(days, ChronoUnit.DAYS),
                        null,
                        null);
        tokens.add(made);
        audit.about("token %s (%s), %s".formatted(made.name(), made.id(), made.role()));
        return Response.status(Response.Status.CREATED)
                .entity(new MadeToken(token.text(), TokenView.of(made, now)))
                .build();
    }

    private void checkInstances(NewToken wanted) {
        if (wanted.instances() == null) {
            return;
        }
        if (!wanted.role().equals(Roles.VIEWER)) {
            throw Problems.badRequest(
                    "instances", "A token that is limited to instances can only be a viewer's.");
        }
        for (String name : wanted.instances()) {
            if (instances.named(name).isEmpty()) {
                throw Problems.badRequest(
                        "instances",
                        "No instance is named '%s'. /api/instance_setup/list_instances lists them."
                                .formatted(name));
            }
        }
    }

    /**
     * Ends a token at once.
     *
     * @param id of {@code GET /api/v1/tokens}
     */
    @DELETE
    @Path("/{id}")
    public void revoke(@RestPath String id) {
        if (!tokens.revoke(id, clock.instant())) {
            throw Problems.notFound(
                    "No valid token has the id '%s'. GET /api/v1/tokens lists them.".formatted(id));
        }
    }
}
