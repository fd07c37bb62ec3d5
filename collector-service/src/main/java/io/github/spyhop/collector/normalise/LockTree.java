package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.innodb.LockSession;
import io.github.spyhop.collector.poll.innodb.LockWait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session, and those that wait for it, directly and through each other.
 *
 * @param reason what it waits for, unless it is the one at the root
 */
public record LockTree(LockSession session, @Nullable LockWait reason, List<LockTree> waiters) {

    public LockTree {
        waiters = List.copyOf(waiters);
    }

    /** The sessions that wait for nobody, with all that wait for them; a circle begins anywhere. */
    public static List<LockTree> of(List<LockWait> waits) {
        Map<Long, LockSession> blockers = new LinkedHashMap<>();
        Map<Long, List<LockWait>> waitersOf = new LinkedHashMap<>();
        Set<Long> waiting = new HashSet<>();
        for (LockWait wait : waits) {
            blockers.putIfAbsent(wait.blocking().pid(), wait.blocking());
            waitersOf.computeIfAbsent(wait.blocking().pid(), pid -> new ArrayList<>()).add(wait);
            waiting.add(wait.waiting().pid());
        }
        Set<Long> seen = new HashSet<>();
        List<LockTree> roots = new ArrayList<>();
        Set<Long> inOrder = new LinkedHashSet<>(blockers.keySet());
        inOrder.removeAll(waiting);
        inOrder.addAll(blockers.keySet());
        for (Long pid : inOrder) {
            LockSession root = blockers.get(pid);
            if (root != null && !seen.contains(pid)) {
                roots.add(treeOf(root, null, waitersOf, seen));
            }
        }
        return roots;
    }

    private static LockTree treeOf(
            LockSession session,
            @Nullable LockWait reason,
            Map<Long, List<LockWait>> waitersOf,
            Set<Long> seen) {
        List<LockTree> below = new ArrayList<>();
        if (seen.add(session.pid())) {
            Set<Long> once = new HashSet<>();
            for (LockWait each : waitersOf.getOrDefault(session.pid(), List.of())) {
                if (once.add(each.waiting().pid())) {
                    below.add(treeOf(each.waiting(), each, waitersOf, seen));
                }
            }
        }
        return new LockTree(session, reason, below);
    }
}
