package io.github.spyhop.query.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Who gets in. With nothing set, nobody does. */
@ConfigMapping(prefix = "spyhop.access")
public interface AccessConfig {

    /** May do everything: manage instances, sources and settings. */
    Optional<String> adminToken();

    /** May also cause work on a server, such as an EXPLAIN. */
    Optional<String> operatorToken();

    /** May look. */
    Optional<String> viewerToken();

    Oidc oidc();

    /** Which people have which role, by the groups that their OpenID Connect provider names. */
    interface Oidc {

        Optional<Set<String>> adminGroups();

        Optional<Set<String>> operatorGroups();

        Optional<Set<String>> viewerGroups();
    }
}
