package io.github.spyhop.query.access;

import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives people the roles of their groups. What the provider calls a role or group is a role here
 * only if the configuration says so: a group "admin" of the organisation makes no admin of Spyhop.
 */
@ApplicationScoped
class GroupRoles implements SecurityIdentityAugmentor {

    private final Map<String, Set<String>> rolesByGroup = new HashMap<>();

    GroupRoles(AccessConfig config) {
        config.oidc().viewerGroups().orElse(Set.of()).forEach(group -> add(group, Roles.VIEWER));
        config.oidc()
                .operatorGroups()
                .orElse(Set.of())
                .forEach(group -> add(group, Roles.OPERATOR));
        config.oidc().adminGroups().orElse(Set.of()).forEach(group -> add(group, Roles.ADMIN));
    }

    private void add(String group, String role) {
        rolesByGroup.computeIfAbsent(group, any -> new HashSet<>()).addAll(Roles.upTo(role));
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(isOfProvider(identity) ? withRoles(identity) : identity);
    }

    static boolean isOfProvider(SecurityIdentity identity) {
        return identity.getAttribute(OidcUtils.TENANT_ID_ATTRIBUTE) != null;
    }

    private SecurityIdentity withRoles(SecurityIdentity identity) {
        Set<String> roles = new HashSet<>();
        for (String group : identity.getRoles()) {
            roles.addAll(rolesByGroup.getOrDefault(group, Collections.emptySet()));
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(roles)
                .build();
    }
}
