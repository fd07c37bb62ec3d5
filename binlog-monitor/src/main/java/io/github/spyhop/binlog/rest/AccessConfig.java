package io.github.spyhop.binlog.rest;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The token that logs in, as in query-api. Without one, nobody gets in. */
@ConfigMapping(prefix = "spyhop.access")
public interface AccessConfig {

    /** May do everything. */
    Optional<String> adminToken();
}
