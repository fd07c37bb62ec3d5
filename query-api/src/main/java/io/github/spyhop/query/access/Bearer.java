package io.github.spyhop.query.access;

import java.util.Set;

/** The name and roles that a token stands for. */
public record Bearer(String name, Set<String> roles) {

    public Bearer {
        roles = Set.copyOf(roles);
    }

    static Bearer of(String name, String role) {
        return new Bearer(name, Roles.upTo(role));
    }
}
