package io.github.spyhop.query.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token of a request: {@code Authorization: Bearer} (RFC 6750) for programs, or the
 * session cookie for the console, which scripts of a page cannot read.
 */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    /** What the provider of OpenID Connect gives (RFC 7519); none of our tokens looks like that. */
    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    /** Before OpenID Connect's, which would answer a program by a redirection. */
    private static final int PRIORITY = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 100;

    private final Tokens tokens;
    private final BlockingSecurityExecutor blocking;

    TokenMechanism(Tokens tokens, BlockingSecurityExecutor blocking) {
        this.tokens = tokens;
        this.blocking = blocking;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        String token = tokenOf(context);
        if (token == null || JWT.matcher(token).matches()) {
            return Uni.createFrom().nullItem();
        }
        return blocking.executeBlocking(() ->
                tokens.bearerOf(token)
                        .map(TokenMechanism::identityOf)
                        .orElseThrow(
                                () -> new AuthenticationFailedException("the token is not known")));
    }

    private static @Nullable String tokenOf(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return header.substring(SCHEME.length()).strip();
        }
        Cookie cookie = context.request().getCookie(SessionResource.COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private static SecurityIdentity identityOf(Bearer bearer) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(bearer.name()))
                .addRoles(bearer.roles())
                .addAttribute(InstanceLimit.ATTRIBUTE, bearer.instances())
                .build();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }
}
