package io.github.spyhop.query.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which addresses may be registered as instances. */
@ConfigMapping(prefix = "spyhop.instances")
public interface HostConfig {

    /**
     * The networks in CIDR notation that a host must be in, whichever address of it; link-local and
     * multicast addresses, where clouds answer with credentials, are refused in any case.
     */
    @WithDefault("0.0.0.0/0,::/0")
    Set<String> allowedNetworks();

    /** The lowest port that may be registered: those below are of other services than databases. */
    @WithDefault("1024")
    int portMin();
}
