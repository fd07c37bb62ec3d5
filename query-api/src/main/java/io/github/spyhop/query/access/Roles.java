package io.github.spyhop.query.access;

import java.util.List;
import java.util.Set;

/** The roles; each includes those before it. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String ADMIN = "admin";

    private static final List<String> ASCENDING = List.of(VIEWER, OPERATOR, ADMIN);

    private Roles() {}

    /** The role with those that it includes; none, if there is no such role. */
    static Set<String> upTo(String role) {
        return Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
    }
}
