package io.github.spyhop.collector.own;

import io.github.spyhop.model.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final String self;

    /** What to poll after a turn, and what to stop polling and then {@link #release}. */
    public record Share(List<Lease> held, List<Lease> due) {

        public Share {
            held = List.copyOf(held);
            due = List.copyOf(due);
        }
    }

    /**
     * @param self this replica's name, which no other and no earlier replica has
     * @param expiry after how long of silence a replica counts as gone
     */
    public FleetShare(Store store, String self, Duration expiry) {
        this.replicas = new Replicas(store, self, expiry);
        this.leases = new Leases(store);
        this.self = self;
    }

    public String self() {
        return self;
    }

    /** Renews this replica's presence and looks at who polls which instance. */
    public Share turn(Collection<String> instances, int polled) {
        replicas.renew(polled);
        Set<String> alive = new HashSet<>(replicas.alive());
        alive.add(self);
        Map<String, Lease> all = leases.all();
        List<Lease> held = new ArrayList<>();
        List<Lease> due = new ArrayList<>();
        for (String instance : instances) {
            Optional<Lease> lease = Optional.ofNullable(all.remove(instance));
            boolean mine = Rendezvous.of(instance, alive).equals(self);
            if (lease.isPresent() && lease.get().owner().equals(self)) {
                (mine ? held : due).add(lease.get());
            } else if (mine) {
                acquire(instance, lease, alive).ifPresent(held::add);
            }
        }
        all.values().stream().filter(lease -> lease.owner().equals(self)).forEach(leases::delete);
        return new Share(held, due);
    }

    /** Lets another replica have an instance that is no longer polled here. */
    public void release(Lease lease) {
        leases.release(lease);
    }

    /** Ends this replica's part in the fleet; its instances may be taken at once. */
    public void leave(Collection<Lease> held) {
        held.forEach(leases::release);
        replicas.leave();
    }

    private Optional<Lease> acquire(String instance, Optional<Lease> lease, Set<String> alive) {
        if (lease.isEmpty()) {
            return leases.create(instance, self);
        }
        boolean ownerIsAlive = alive.contains(lease.get().owner());
        return ownerIsAlive ? Optional.empty() : leases.take(lease.get(), self);
    }
}
