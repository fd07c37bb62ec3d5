package io.github.spyhop.query.access;

import io.github.spyhop.query.error.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a token that is limited to instances ask about one of these, by the parameter {@code
 * instance}, and about nothing else. Whatever has no such parameter is not for {@link
 * Roles#VIEWER_OF_INSTANCES}.
 */
class InstanceLimit {

    /** The attribute of an identity that has the names of its instances. */
    static final String ATTRIBUTE = "instances";

    private static final String PARAMETER = "instance";

    private final SecurityIdentity identity;

    InstanceLimit(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        if (!identity.hasRole(Roles.VIEWER_OF_INSTANCES)) {
            return;
        }
        Set<String> instances = identity.getAttribute(ATTRIBUTE);
        List<String> asked = request.getUriInfo().getQueryParameters().get(PARAMETER);
        if (asked == null || asked.size() != 1 || !instances.contains(asked.getFirst())) {
            throw Problems.forbidden(
                    PARAMETER,
                    "This token may ask about one of its instances alone: set 'instance' to %s."
                            .formatted(String.join(" or ", instances.stream().sorted().toList())));
        }
    }
}
