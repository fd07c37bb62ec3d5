package io.github.spyhop.binlog.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets in who bears the admin's token (RFC 6750), and nobody else. */
@Provider
public class AdminFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    /** Asked for at a request: the filter itself is made before the configuration is read. */
    private final Instance<AccessConfig> config;

    AdminFilter(Instance<AccessConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String token = config.get().adminToken().orElse("");
        if (token.isBlank()) {
            throw problem(
                    Status.FORBIDDEN,
                    "No token is configured: set SPYHOP_ACCESS_ADMIN_TOKEN for this service.");
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !MessageDigest.isEqual(
                        bytes(token), bytes(header.substring(SCHEME.length()).strip()))) {
            throw problem(Status.UNAUTHORIZED, "Send the admin's token as Authorization: Bearer.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static HttpProblem problem(Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }
}
