package io.github.spyhop.probe.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may change a node. */
@ConfigMapping(prefix = "spyhop.access")
public interface AccessConfig {

    /** What callers that change something carry as bearer token; without it nobody may. */
    Optional<String> adminToken();
}
