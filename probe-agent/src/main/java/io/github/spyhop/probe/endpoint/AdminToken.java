package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.config.AccessConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets those change a node who have its token. */
@ApplicationScoped
class AdminToken {

    private static final String BEARER = "Bearer ";

    private final Optional<byte[]> token;

    AdminToken(AccessConfig access) {
        token =
                access.adminToken()
                        .filter(text -> !text.isBlank())
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns if a caller may change the node.
     *
     * @param authorization the header of that name
     */
    void require(@Nullable String authorization) {
        if (token.isEmpty()
                || authorization == null
                || !authorization.startsWith(BEARER)
                || !MessageDigest.isEqual(
                        token.get(),
                        authorization
                                .substring(BEARER.length())
                                .getBytes(StandardCharsets.UTF_8))) {
            throw new NotAuthorizedException(
                    Problem.response(
                            Response.Status.UNAUTHORIZED,
                            "Send the token of SPYHOP_ACCESS_ADMIN_TOKEN as 'Authorization: Bearer"
                                    + " …'."));
        }
    }
}
