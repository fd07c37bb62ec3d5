package io.github.spyhop.probe.endpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.probe.cluster.Member;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A node as {@code /cluster/listnodes} shows it. */
@RegisterForReflection
record ClusterNode(String name, String ip, @JsonProperty("gossip_port") int gossipPort, Meta meta) {

    /**
     * What the earlier MySQL probe told with each node.
     *
     * @param epic the epoch: it grows with each change of the membership
     */
    @RegisterForReflection
    record Meta(
            String role, long epic, String group, @JsonProperty("server_port") int serverPort) {}

    static ClusterNode of(Member member, long epoch, String group) {
        return new ClusterNode(
                member.name(),
                member.server().host(),
                member.gossipPort(),
                new Meta(member.role().label(), epoch, group, member.server().port()));
    }
}
