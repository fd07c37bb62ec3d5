package io.github.spyhop.probe.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which nodes belong together, and how they find each other. */
@ConfigMapping(prefix = "cluster")
public interface ClusterConfig {

    /** The cluster's name. Without it the node stands alone, and stores its windows itself. */
    Optional<String> group();

    /**
     * Whether nodes find each other and a standby takes over by itself; else the master is told its
     * slaves.
     */
    @WithDefault("false")
    boolean gossip();

    /** Where this node listens to the others, with gossip; 0 is any free port. */
    @WithDefault("0")
    int port();

    /** The address that other nodes reach this one at; by default the host's first of its site. */
    Optional<String> address();

    /**
     * Where other nodes listen, with gossip: {@code host:port}, separated by commas. A name stands
     * for all of its addresses, such as a headless service of Kubernetes.
     */
    Optional<List<String>> seeds();

    /** The slaves of a static master: {@code host:serverport}, separated by commas. */
    Optional<List<String>> slaves();
}
