package io.github.spyhop.probe.cluster;

/**
 * A node of the cluster.
 *
 * @param gossipPort where it listens to the other nodes, 0 without gossip
 * @param server where it answers by HTTP and WebSocket
 */
public record Member(String name, Role role, int gossipPort, NodeAddress server) {}
