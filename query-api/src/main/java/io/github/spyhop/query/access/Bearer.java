package io.github.spyhop.query.access;

import java.util.Set;

/**
 * The name and roles that a token stands for.
 *
 * @param instances those that it is limited to; empty, if it is not limited
 */
public record Bearer(String name, Set<String> roles, Set<String> instances) {

    public Bearer {
        roles = Set.copyOf(roles);
        instances = Set.copyOf(instances);
    }

    static Bearer of(String name, String role) {
        return new Bearer(name, Roles.upTo(role), Set.of());
    }

    static Bearer ofInstances(String name, Set<String> instances) {
        return new Bearer(name, Set.of(Roles.VIEWER_OF_INSTANCES), instances);
    }

    boolean isLimited() {
        return roles.contains(Roles.VIEWER_OF_INSTANCES);
    }
}
