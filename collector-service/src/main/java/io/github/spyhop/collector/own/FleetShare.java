package io.github.spyhop.collector.own;

import io.github.spyhop.model.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * This replica's share of the fleet. Each replica says at each turn that it is alive, takes the
 * instances that are due to it and that nobody alive polls, and hands over those that became due to
 * another.
 *
 * <p>A replica that was paused may still believe that it polls an instance: whatever it then writes
 * under its {@link Lease} is refused, for the token has grown.
 */
public final class FleetShare {

    private final Replicas replicas;
    private final Leases leases;
    private final TransactionSessions sessions;
    private final String self;
    private boolean left;

    /** What to poll after a turn, and what to stop polling and then {@link #release}. */
    public record Share(List<Lease> held, List<Lease> due) {

        public Share {
            held = List.copyOf(held);
            due = List.copyOf(due);
        }
    }

    /**
     * @param sessions of this replica
     * @param self this replica's name, which no other and no earlier replica has
     * @param expiry after how long of silence a replica counts as gone
     */
    public FleetShare(Store store, TransactionSessions sessions, String self, Duration expiry) {
        this.replicas = new Replicas(store, self, expiry);
        this.leases = new Leases(store);
        this.sessions = sessions;
        this.self = self;
    }

    public String self() {
        return self;
    }

    /** Says that this replica is alive; a turn does so, too, but may be kept waiting. */
    public synchronized void renew(int polled) {
        if (!left) {
            replicas.renew(polled);
        }
    }

    /** Renews this replica's presence and looks at who polls which instance. */
    public Share turn(Collection<String> instances, int polled) {
        renew(polled);
        Set<String> alive = new HashSet<>(replicas.alive());
        alive.add(self);
        Set<String> mine = new HashSet<>();
        for (String instance : instances) {
            if (Rendezvous.of(instance, alive).equals(self)) {
                mine.add(instance);
            }
        }
        Map<String, Lease> leases = acquire(mine, alive);
        List<Lease> held = new ArrayList<>();
        List<Lease> due = new ArrayList<>();
        for (String instance : instances) {
            Lease lease = leases.remove(instance);
            if (lease != null && lease.owner().equals(self)) {
                (mine.contains(instance) ? held : due).add(lease);
            }
        }
        leases.values().stream()
                .filter(lease -> lease.owner().equals(self))
                .forEach(this.leases::delete);
        return new Share(held, due);
    }

    /** Lets other replicas have instances that are no longer polled here. */
    public void release(Collection<Lease> given) {
        if (!given.isEmpty()) {
            leases.release(given, self);
        }
    }

    /** Ends this replica's part in the fleet; its instances may be taken at once. */
    public synchronized void leave(Collection<Lease> held) {
        left = true; // a beat that comes late would keep its instances from others
        release(held);
        replicas.leave();
    }

    /** Takes what nobody alive polls, all at once, and gives every lease as it stands then. */
    private Map<String, Lease> acquire(Set<String> mine, Set<String> alive) {
        Map<String, Lease> before = leases.all();
        List<String> absent = new ArrayList<>();
        Map<String, String> orphaned = new HashMap<>();
        for (String instance : mine) {
            Lease lease = before.get(instance);
            if (lease == null) {
                absent.add(instance);
            } else if (!alive.contains(lease.owner())) {
                orphaned.put(instance, lease.owner());
            }
        }
        if (absent.isEmpty() && orphaned.isEmpty()) {
            return before;
        }
        if (!absent.isEmpty()) {
            leases.create(absent, self);
        }
        if (!orphaned.isEmpty()) {
            sessions.endThoseOf(orphaned.values());
            leases.take(orphaned.keySet(), alive, self);
        }
        return leases.all();
    }
}
