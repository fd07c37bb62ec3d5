package io.github.spyhop.query.endpoint.answer;

import io.github.spyhop.query.access.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Answers from {@link SharedAnswers}, if the caller may ask at all. */
@Provider
@Shared
class SharedFilter implements ContainerRequestFilter {

    private final SharedAnswers answers;
    private final SecurityIdentity identity;
    private final RoutingContext routing;

    SharedFilter(SharedAnswers answers, SecurityIdentity identity, RoutingContext routing) {
        this.answers = answers;
        this.identity = identity;
        this.routing = routing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals("GET") && identity.hasRole(Roles.VIEWER)) {
            answers.of(routing)
                    .ifPresent(answer ->
                            request.abortWith(
                                    Response.ok(answer).type(answer.mediaType()).build()));
        }
    }
}
