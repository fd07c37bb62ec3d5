package io.github.spyhop.query.access;

import java.util.List;
import java.util.Set;

/** The roles; each includes those before it. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String ADMIN = "admin";

    /**
     * That of a token that is limited to instances: what it may ask is said by each operation on its
     * own, and {@link InstanceLimit} sees to it that it asks about these alone.
     */
    public static final String VIEWER_OF_INSTANCES = "viewer-of-instances";

    private static final List<String> ASCENDING = List.of(VIEWER, OPERATOR, ADMIN);

    private Roles() {}

    /** The role with those that it includes; none, if there is no such role. */
    static Set<String> upTo(String role) {
        return Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
    }
}
