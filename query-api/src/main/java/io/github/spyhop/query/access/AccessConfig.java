package io.github.spyhop.query.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The tokens that log in. With none set, nobody gets in. */
@ConfigMapping(prefix = "spyhop.access")
public interface AccessConfig {

    /** May do everything: manage instances, sources and settings. */
    Optional<String> adminToken();

    /** May also cause work on a server, such as an EXPLAIN. */
    Optional<String> operatorToken();

    /** May look. */
    Optional<String> viewerToken();
}
