package io.github.spyhop.probe.cluster;

import java.util.List;

/**
 * The cluster as a node sees it.
 *
 * @param role this node's
 * @param epoch grows with each change of the membership, for all nodes alike; 0 while the node has
 *     not joined
 * @param members this node among them, in the order in which they follow each other as master
 * @param others those of {@code members} whose windows a master collects
 */
public record ClusterView(Role role, long epoch, List<Member> members, List<Member> others) {

    public ClusterView {
        members = List.copyOf(members);
        others = List.copyOf(others);
    }
}
