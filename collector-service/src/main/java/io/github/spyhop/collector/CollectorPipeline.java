package io.github.spyhop.collector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.github.spyhop.collector.alert.AlertDesk;
import io.github.spyhop.collector.alert.Fact;
import io.github.spyhop.collector.alert.send.Channels;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.discover.Registry;
import io.github.spyhop.collector.discover.RegistryEntry;
import io.github.spyhop.collector.discover.RegistryEntry.Unusable;
import io.github.spyhop.collector.discover.RegistryEntry.Watchable;
import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.explain.Explainer;
import io.github.spyhop.collector.own.FleetShare;
import io.github.spyhop.collector.own.FleetShare.Share;
import io.github.spyhop.collector.own.Lease;
import io.github.spyhop.collector.own.TransactionSessions;
import io.github.spyhop.collector.store.AddressStore;
import io.github.spyhop.collector.store.DigestStore;
import io.github.spyhop.collector.store.EventStore;
import io.github.spyhop.collector.store.InstanceState;
import io.github.spyhop.collector.store.InstanceStates;
import io.github.spyhop.collector.store.LockStore;
import io.github.spyhop.collector.store.ParameterStore;
import io.github.spyhop.collector.store.PlanStore;
import io.github.spyhop.collector.store.SampleStore;
import io.github.spyhop.collector.store.SlowQueryStore;
import io.github.spyhop.collector.store.StatusStore;
import io.github.spyhop.collector.store.StorageStore;
import io.github.spyhop.collector.store.TopologyStore;
import io.github.spyhop.collector.store.WaitStore;
import io.github.spyhop.collector.store.WireSamples;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.MonitorSwitch;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The collector, in the order of its data: <b>discover</b> the instances of the registry,
 * <b>own</b> a share of them, <b>poll</b> each, <b>normalise</b> what it tells, <b>explain</b> what
 * is slow, <b>store</b> it, <b>alert</b>.
 */
@ApplicationScoped
public class CollectorPipeline {

    private static final Logger LOGGER = Logger.getLogger(CollectorPipeline.class);

    /** What the collector writes. */
    private static final StoreCollection[] COLLECTIONS = {
        StoreCollection.SLOW_QUERIES,
        StoreCollection.PLANS,
        StoreCollection.SAMPLE_PLANS,
        StoreCollection.DIGEST_TOTALS,
        StoreCollection.DIGESTS,
        StoreCollection.SERVER_WINDOWS,
        StoreCollection.SERVER_COVERAGE,
        StoreCollection.SERVER_HOURS,
        StoreCollection.STATEMENT_HISTORY,
        StoreCollection.PLAN_SHAPES,
        StoreCollection.PLAN_CHANGES,
        StoreCollection.COMMAND_STATUS,
        StoreCollection.DISK_USAGE,
        StoreCollection.SERVER_STATUS,
        StoreCollection.WAITS,
        StoreCollection.LOCK_WAITS,
        StoreCollection.DEADLOCKS,
        StoreCollection.SERVER_EVENTS,
        StoreCollection.STORAGE,
        StoreCollection.SCHEDULED_EVENTS,
        StoreCollection.SCHEDULED_EVENT_RUNS,
        StoreCollection.SCHEDULED_EVENT_ORDERS,
        StoreCollection.ALERTS,
        StoreCollection.COLLECTOR_REPLICAS,
        StoreCollection.INSTANCE_ADDRESSES,
    };

    private final Registry registry;
    private final FleetShare fleet;
    private final Services services;
    private final Map<String, InstanceWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, String> unusable = new HashMap<>();
    private final Set<String> resting = new HashSet<>();
    private final MonitorSwitch monitor;
    private final EventOrders orders;
    private final Lock turns = new ReentrantLock();
    private volatile Instant turnedAt = Instant.EPOCH;
    private volatile boolean prepared;

    /** The instances that there were when the registry was last read. */
    private volatile Optional<Set<String>> registered = Optional.empty();

    private volatile boolean stopped;

    @Inject
    CollectorPipeline(
            CollectorConfig config,
            Vertx vertx,
            MongoClient mongo,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        Store store = new Store(mongo.getDatabase(database), System.getenv());
        String self = config.fleet().replica().orElse("collector") + "-" + UUID.randomUUID();
        CredentialCipher cipher =
                CredentialCipher.ofKeys(config.aesKeys().orElse(List.of()), config.aesKeyFile());
        Channels channels = new Channels(store, cipher, config.alert());
        this.registry = new Registry(store, cipher);
        this.monitor = new MonitorSwitch(store);
        this.orders = new EventOrders(config, vertx, store);
        TransactionSessions sessions = new TransactionSessions(mongo, store, self);
        AddressStore addresses = new AddressStore(store);
        this.fleet = new FleetShare(store, sessions, self, config.fleet().expiry());
        this.services =
                new Services(
                        config,
                        vertx,
                        new TaskMeters(meters),
                        store,
                        new InstanceStates(store, self),
                        addresses,
                        new WireSamples(store, addresses),
                        new SlowQueryStore(store),
                        new PlanStore(store),
                        new DigestStore(sessions, store),
                        new SampleStore(store),
                        new StatusStore(store),
                        new WaitStore(store),
                        new LockStore(store),
                        new TopologyStore(store),
                        new ParameterStore(store),
                        new StorageStore(store, config.storage().tablesMax()),
                        new EventStore(store),
                        new Explainer(config.explain()),
                        new AlertDesk(store, channels),
                        channels.personal());
        meters.gaugeMapSize("spyhop.collector.instances", List.of(), watches);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        turns.lock(); // a turn that has begun may still begin watches
        try {
            List<InstanceWatch> ending = List.copyOf(watches.values());
            end(ending);
            fleet.leave(ending.stream().map(InstanceWatch::lease).toList());
        } catch (MongoException unreachable) {
            LOGGER.warnf("the leases end by themselves: %s", unreachable.getMessage());
        } finally {
            turns.unlock();
        }
    }

    /** When the registry and the leases were last looked at. */
    public Instant turnedAt() {
        return turnedAt;
    }

    /** How each instance that this replica watches is. */
    public Map<String, InstanceState> states() {
        Map<String, InstanceState> states = new HashMap<>();
        watches.forEach((name, watch) -> states.put(name, watch.state()));
        return states;
    }

    /** Looks at the registry and the leases, and watches accordingly. */
    @Scheduled(
            every = "${spyhop.collector.fleet.interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void turn() {
        turns.lock();
        try {
            if (stopped) {
                return;
            }
            if (!prepared) {
                services.store().ensureIndexes(COLLECTIONS);
                services.alerts().prepare();
                prepared = true;
            }
            Map<String, RegistryEntry> entries = registry.read();
            registered = Optional.of(Set.copyOf(entries.keySet()));
            Share share = fleet.turn(entries.keySet(), watches.size());
            if (monitor.read().running()) {
                resting.clear();
                follow(entries, share);
            } else {
                rest(share);
            }
            turnedAt = Instant.now();
            orders.turn(targets());
        } catch (MongoException unreachable) {
            LOGGER.warnf("the store cannot be reached: %s", unreachable.getMessage());
        } catch (RuntimeException unexpected) {
            LOGGER.error("a turn of the fleet failed", unexpected);
        } finally {
            turns.unlock();
        }
    }

    /** Says that this replica is alive, also while a turn waits for watches that end. */
    @Scheduled(
            every = "${spyhop.collector.fleet.interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void beat() {
        if (!stopped && prepared) {
            try {
                fleet.renew(watches.size());
            } catch (MongoException unreachable) {
                LOGGER.debugf("the store cannot be reached: %s", unreachable.getMessage());
            }
        }
    }

    /** Says which instances answer, resolves alerts that are over, repeats notices that failed. */
    @Scheduled(
            every = "${spyhop.collector.alert.interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        if (stopped || !prepared) {
            return;
        }
        try {
            states().forEach((name, state) ->
                    reachOf(state).ifPresent(fact -> services.alerts().observe(name, fact)));
            services.alerts().sweep(Set.copyOf(watches.keySet()));
            registered.ifPresent(services.alerts()::forget);
        } catch (MongoException unreachable) {
            LOGGER.warnf("alerts: the store cannot be reached: %s", unreachable.getMessage());
        } catch (RuntimeException unexpected) {
            LOGGER.error("alerts could not be swept", unexpected);
        }
    }

    private static Optional<Fact> reachOf(InstanceState state) {
        return switch (state) {
            case InstanceState.Starting _, InstanceState.Resting _ -> Optional.empty();
            case InstanceState.Watched _ -> Optional.of(new Fact.Reachable(true, ""));
            case InstanceState.Failing failing ->
                    Optional.of(
                            new Fact.Reachable(false, failing.error() + " " + failing.remedy()));
            case InstanceState.Unusable unusable ->
                    Optional.of(new Fact.Reachable(false, unusable.reason()));
        };
    }

    private Map<String, Target> targets() {
        Map<String, Target> targets = new HashMap<>();
        watches.forEach((name, watch) -> targets.put(name, watch.target()));
        return targets;
    }

    private void follow(Map<String, RegistryEntry> entries, Share share) {
        Map<String, Lease> held = new HashMap<>();
        share.held().forEach(lease -> held.put(lease.instance(), lease));
        end(watches.values().stream().filter(watch -> !isStill(watch, held, entries)).toList());
        fleet.release(share.due());
        Set<String> gone = new HashSet<>(unusable.keySet());
        gone.removeAll(held.keySet());
        gone.forEach(unusable::remove);
        for (Lease lease : share.held()) {
            RegistryEntry entry = entries.get(lease.instance());
            if (entry != null) {
                begin(entry, lease);
            }
        }
    }

    /** An operator has stopped the monitor: leases are kept, but nothing is asked. */
    private void rest(Share share) {
        end(List.copyOf(watches.values()));
        fleet.release(share.due());
        for (Lease lease : share.held()) {
            if (resting.add(lease.instance())) {
                services.states()
                        .write(
                                lease.instance(),
                                new InstanceState.Resting(),
                                Instant.now(),
                                Map.of());
            }
        }
    }

    private void begin(RegistryEntry entry, Lease lease) {
        switch (entry) {
            case Watchable watchable -> begin(watchable.target(), lease);
            case Unusable unusable -> show(unusable);
        }
    }

    private void begin(Target target, Lease lease) {
        watches.computeIfAbsent(
                target.name(),
                name -> {
                    unusable.remove(name);
                    services.alerts().begin(name);
                    InstanceWatch watch = new InstanceWatch(services, target, lease, this::tasks);
                    watch.start();
                    return watch;
                });
    }

    private List<WatchTask> tasks(Watched watched) {
        PlanQueue plans = new PlanQueue(watched, services);
        SampleTask samples = new SampleTask(watched, services, plans);
        return List.of(
                new SlowQueryTask(watched, services, plans),
                new DigestTask(watched, services, samples),
                samples,
                new WireSampleTask(watched, services, plans),
                new StatusTask(watched, services),
                new WaitTask(watched, services),
                new LockTask(watched, services),
                new TopologyTask(watched, services),
                new ParameterTask(watched, services),
                new AddressTask(watched, services),
                new EventTask(watched, services),
                new StorageTask(watched, services));
    }

    private void show(Unusable entry) {
        String before = unusable.put(entry.name(), entry.reason());
        if (!entry.reason().equals(before)) {
            LOGGER.warnf("%s: %s", entry.name(), entry.reason());
            services.states()
                    .write(
                            entry.name(),
                            new InstanceState.Unusable(entry.reason()),
                            Instant.now(),
                            Map.of());
        }
    }

    private static boolean isStill(
            InstanceWatch watch, Map<String, Lease> held, Map<String, RegistryEntry> entries) {
        String name = watch.target().name();
        return watch.lease().equals(held.get(name))
                && entries.get(name) instanceof Watchable watchable
                && watchable.target().equals(watch.target());
    }

    /** Ends watches, all at once. */
    private void end(List<InstanceWatch> ending) {
        List<Thread> threads =
                ending.stream().map(watch -> Thread.ofVirtual().start(watch::stop)).toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        ending.forEach(watch -> watches.remove(watch.target().name(), watch));
        ending.forEach(watch -> services.alerts().end(watch.target().name()));
    }
}
