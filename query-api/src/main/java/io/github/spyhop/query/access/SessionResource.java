package io.github.spyhop.query.access;

import io.github.spyhop.query.error.Problems;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The console's session: a token in a cookie that scripts cannot read and other sites cannot send. */
@Path("/api/v1/session")
public class SessionResource {

    static final String COOKIE = "spyhop_session";

    private static final URI CONSOLE = URI.create("/");

    private final Tokens tokens;
    private final SecurityIdentity identity;
    private final OidcSession providerSession;
    private final boolean providerEnabled;

    SessionResource(
            Tokens tokens,
            SecurityIdentity identity,
            OidcSession providerSession,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean providerEnabled) {
        this.tokens = tokens;
        this.identity = identity;
        this.providerSession = providerSession;
        this.providerEnabled = providerEnabled;
    }

    /**
     * The ways to log in beside a token.
     *
     * @param oidc whether there is a provider of OpenID Connect
     */
    public record LoginOptions(boolean oidc) {}

    /**
     * What logs in.
     *
     * @param token a token, as programs send it
     */
    public record Login(@NotBlank String token) {}

    /**
     * Who is logged in.
     *
     * @param name the name of the token or person
     * @param roles what it may do: {@code viewer}, {@code operator}, {@code admin}
     */
    public record Session(String name, List<String> roles) {}

    /** Logs in by a token, which the answer puts into a cookie. */
    @POST
    @PermitAll
    @APIResponse(
            responseCode = "200",
            description = "The cookie is set",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Session.class)))
    public Response logIn(@NotNull @Valid Login login, @Context UriInfo uri) {
        Bearer bearer =
                tokens.bearerOf(login.token())
                        .orElseThrow(() -> Problems.unauthorized("The token is not known."));
        if (bearer.isLimited()) {
            throw Problems.forbidden(
                    "token",
                    "The token is limited to instances, and for programs alone: the console shows all.");
        }
        return Response.ok(new Session(bearer.name(), bearer.roles().stream().sorted().toList()))
                .cookie(cookie(login.token(), NewCookie.DEFAULT_MAX_AGE, uri))
                .build();
    }

    /** Who is logged in, and what they may do. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Session session() {
        return new Session(
                identity.getPrincipal().getName(), identity.getRoles().stream().sorted().toList());
    }

    /** Where a browser comes to log in by the provider, and comes back to when it has. */
    @GET
    @Path("/oidc")
    @Operation(hidden = true) // for browsers, which the provider's login answers
    @Authenticated
    public Response loggedInByProvider() {
        return Response.seeOther(CONSOLE).build();
    }

    /** Whether people can log in by the provider of their organisation. */
    @GET
    @Path("/options")
    @PermitAll
    public LoginOptions options() {
        return new LoginOptions(providerEnabled);
    }

    /** Ends the session. */
    @DELETE
    @PermitAll
    @APIResponse(responseCode = "204", description = "The cookie is taken back")
    public Uni<Response> logOut(@Context UriInfo uri) {
        Response done = Response.noContent().cookie(cookie("", 0, uri)).build();
        return GroupRoles.isOfProvider(identity)
                ? providerSession.logout().replaceWith(done)
                : Uni.createFrom().item(done);
    }

    private static NewCookie cookie(String value, int maxAgeSeconds, UriInfo uri) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAgeSeconds)
                .build();
    }
}
