package io.github.spyhop.binlog.source;

import com.mongodb.MongoException;
import io.github.spyhop.binlog.Confirmed;
import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.checkpoint.CheckpointStore;
import io.github.spyhop.binlog.checkpoint.Lease;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.checkpoint.Progress;
import io.github.spyhop.binlog.checkpoint.SchemaStore;
import io.github.spyhop.binlog.order.OrderStore;
import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.publish.Publisher;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.window.RowChangeWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs one source from its lease to its end, again and again. */
public final class SourceRunner {

    private static final Logger LOGGER = Logger.getLogger(SourceRunner.class);
    private static final Duration RETRY_MIN = Duration.ofMillis(250);
    private static final Duration RETRY_MAX = Duration.ofSeconds(30);
    private static final Duration PARKED = Duration.ofSeconds(5);

    private final SourceSettings settings;
    private final Environment environment;
    private final Consumer<Confirmed> confirmed;
    private final OrderDesk desk = new OrderDesk();
    private volatile SourceState state;
    private volatile @Nullable Session session;
    private volatile @Nullable Progress progress;
    private final LongAdder discarded = new LongAdder();
    private @Nullable Thread thread;

    /** Counts the members of the topology that were tried; the next one is tried when one fails. */
    private final AtomicInteger member = new AtomicInteger();

    private Duration retry = RETRY_MIN;

    /**
     * What surrounds a source.
     *
     * @param servers asks a server, given how to log in there
     * @param owner tells this monitor from others
     */
    public record Environment(
            Function<ServerLogin, MySqlServer> servers,
            CheckpointStore checkpoints,
            SchemaStore schemas,
            OrderStore orders,
            RowChangeWindows windows,
            String owner,
            InstantSource clock) {}

    /**
     * @param confirmed is told of each transaction that is confirmed, in order
     */
    public SourceRunner(
            SourceSettings settings, Environment environment, Consumer<Confirmed> confirmed) {
        this.settings = settings;
        this.environment = environment;
        this.confirmed = confirmed;
        state = new SourceState.Starting(now());
    }

    /** Begins to run, after a delay. */
    public void start(Duration delay) {
        thread =
                Thread.ofPlatform()
                        .name("binlog-publish-" + settings.name())
                        .start(() -> runAfter(delay));
    }

    private void runAfter(Duration delay) {
        try {
            desk.pause(delay);
            obeyStored();
            while (!desk.isStopping()) {
                if (desk.orders().paused()) {
                    enter(new SourceState.Paused(now()));
                    desk.awaitOrders(desk.orders().revision());
                } else {
                    attempt();
                }
            }
        } catch (InterruptedException stopped) {
            LOGGER.debugf("source %s: interrupted", settings.name());
        }
        enter(new SourceState.Stopped(now()));
    }

    private void obeyStored() {
        try {
            obey(environment.orders().load(settings.name()));
        } catch (MongoException notNow) {
            LOGGER.warnf("source %s: orders: %s", settings.name(), notNow.getMessage());
        }
    }

    private void attempt() throws InterruptedException {
        try {
            runSession();
        } catch (InterruptedException stopped) {
            if (!desk.isStopping()) {
                throw stopped;
            }
        } catch (Exception end) {
            if (!desk.isToRest()) {
                follow(Endings.of(end, settings.broker().unroutable()));
            }
        }
    }

    private void follow(Endings.Next next) throws InterruptedException {
        switch (next) {
            case Endings.Next.Retry(String reason) -> {
                Duration wait = withJitter(retry);
                retry = min(retry.multipliedBy(2), RETRY_MAX);
                enter(new SourceState.Retrying(now(), reason, now().plus(wait)));
                member.incrementAndGet();
                desk.pause(wait);
            }
            case Endings.Next.Park(var fault) -> {
                enter(new SourceState.Parked(now(), fault, now().plus(PARKED)));
                member.incrementAndGet();
                desk.pause(PARKED);
            }
            case Endings.Next.Fail(var fault) -> {
                long known = desk.orders().revision();
                enter(new SourceState.Failed(now(), fault));
                desk.awaitOrders(known);
            }
            case Endings.Next.StandBy() -> {
                enter(new SourceState.Standby(now()));
                desk.pause(settings.timing().lease().dividedBy(3));
            }
        }
    }

    private static Duration withJitter(Duration wait) {
        long half = wait.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void runSession() throws Exception {
        Lease lease = awaitLease();
        try {
            enterUnlessKnown(new SourceState.Starting(now()));
            Orders followed = desk.orders();
            StreamSettings stream = settings.stream().at(login());
            Beginning.Begun begun =
                    new Beginning(settings, environment, stream, followed).begin(lease);
            Progress begunProgress = new Progress(begun.checkpoint());
            progress = begunProgress;
            Optional<SnapshotState> snapshot =
                    SnapshotOrders.kept(
                            environment.checkpoints().snapshot(settings.name()), followed);
            if (followed.restart().isPresent() && snapshot.isPresent()) {
                environment.checkpoints().save(lease, snapshot.get());
            }
            MySqlServer asked = environment.servers().apply(stream.login());
            publish(
                    lease,
                    new Session.Server(stream, begun, followed, asked, snapshot),
                    begunProgress);
        } finally {
            if (desk.isToRest()) {
                environment.checkpoints().release(lease);
            }
        }
    }

    /** The member of the topology whose turn it is. */
    private ServerLogin login() {
        List<ServerLogin> members = settings.members();
        return members.get(Math.floorMod(member.get(), members.size()));
    }

    private void publish(Lease lease, Session.Server server, Progress begun) throws Exception {
        try (Session opened =
                        new Session(settings, server, begun, listener(lease), environment.clock());
                Housekeeping keeping =
                        new Housekeeping(
                                environment.checkpoints(),
                                lease,
                                new Housekeeping.Kept(begun, environment.windows()),
                                settings.timing(),
                                opened::close)) {
            session = opened;
            opened.pipeline().order(SnapshotOrders.wanted(desk.orders(), settings.snapshot()));
            keeping.start();
            retry = RETRY_MIN;
            if (server.orders().restart().isPresent()) {
                announceRestart(opened, server.orders());
            }
            enter(new SourceState.Running(now()));
            if (desk.isStopping()) {
                return;
            }
            opened.run();
        } finally {
            session = null;
        }
    }

    private void announceRestart(Session opened, Orders followed)
            throws PublishException, InterruptedException {
        opened.publishGap(
                "gap:%s:%d".formatted(settings.name(), followed.revision()),
                followed.restart().map(Orders.Restart::reason).orElse(""));
        environment.orders().restarted(settings.name(), followed);
        desk.restarted(followed);
    }

    private Session.Listener listener(Lease lease) {
        return new Session.Listener() {
            @Override
            public void onConfirmed(Confirmed unit) {
                environment.windows().add(unit.counts());
                confirmed.accept(unit);
            }

            @Override
            public void onAnnounced(String lastTransaction) throws LeaseLostException {
                environment.checkpoints().announce(lease, lastTransaction);
            }

            @Override
            public void onDiscarded() {
                discarded.increment();
            }
        };
    }

    private Lease awaitLease() throws InterruptedException {
        while (true) {
            Optional<Lease> lease =
                    environment
                            .checkpoints()
                            .acquire(
                                    settings.name(),
                                    environment.owner(),
                                    settings.timing().lease());
            if (lease.isPresent()) {
                return lease.get();
            }
            if (!(state instanceof SourceState.Standby)) {
                enter(new SourceState.Standby(now()));
            }
            desk.pause(settings.timing().lease().dividedBy(3));
            if (desk.isStopping()) {
                throw new InterruptedException("stopped");
            }
        }
    }

    private void enterUnlessKnown(SourceState next) {
        if (!(state instanceof SourceState.Retrying || state instanceof SourceState.Parked)) {
            enter(next);
        }
    }

    private void enter(SourceState next) {
        state = next;
        switch (next) {
            case SourceState.Retrying(_, String reason, Instant at) ->
                    LOGGER.warnf("source %s: %s; again at %s", settings.name(), reason, at);
            case SourceState.Parked(_, var fault, Instant at) ->
                    LOGGER.warnf("source %s: %s; again at %s", settings.name(), fault, at);
            case SourceState.Failed(_, var fault) ->
                    LOGGER.errorf("source %s stopped: %s", settings.name(), fault);
            case SourceState.Starting _,
                    SourceState.Standby _,
                    SourceState.Running _,
                    SourceState.Paused _,
                    SourceState.Stopped _ ->
                    LOGGER.infof(
                            "source %s: %s",
                            settings.name(),
                            next.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    /** Takes what operators have ordered, if it is new. */
    public void obey(Orders latest) {
        Session running = desk.take(latest) ? session : null;
        if (running != null) {
            running.pipeline().order(SnapshotOrders.wanted(latest, settings.snapshot()));
            if (latest.paused() || latest.restart().isPresent()) {
                running.end();
            }
        }
    }

    /** Ends the source in good order: what was read whole is published, and progress is kept. */
    public void stop() throws InterruptedException {
        desk.stop();
        Session running = session;
        if (running != null) {
            running.end();
        }
        Thread publishing = thread;
        if (publishing != null) {
            publishing.join();
        }
    }

    private Instant now() {
        return environment.clock().instant();
    }

    public SourceSettings settings() {
        return settings;
    }

    public SourceState state() {
        return state;
    }

    /** How far the source is done, as far as this monitor knows. */
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(progress).map(Progress::checkpoint);
    }

    /**
     * How long ago the last transaction that is confirmed was committed, in seconds; 0 when nothing
     * waits.
     */
    public double lagSeconds() {
        Session running = session;
        Progress known = progress;
        if (running == null || known == null || known.commitMicros() == 0) {
            return 0;
        }
        if (running.pipeline().waiting() == 0 && running.pipeline().unconfirmed() == 0) {
            return 0;
        }
        return Math.max(0, environment.clock().millis() - known.commitMicros() / 1_000) / 1_000.0;
    }

    /** How many messages reached no queue and were thrown away, as the policy says. */
    public long discarded() {
        return discarded.sum();
    }

    /** How many messages wait for their confirm. */
    public long unconfirmed() {
        Session running = session;
        return running == null ? 0 : running.pipeline().unconfirmed();
    }

    /** Whether the broker holds the source back. */
    public boolean isBlocked() {
        Session running = session;
        return running != null && running.pipeline().isBlocked();
    }

    /** Asks the member of the topology whose turn it is. */
    public Inquiry inquiry() {
        return new Inquiry(settings, environment.servers().apply(login()));
    }

    /** How far the last snapshot is, if there was one. */
    public Optional<SnapshotState> snapshot() {
        return environment.checkpoints().snapshot(settings.name());
    }

    /** Whether the servers answer: they are in use, or answer when asked now. */
    public void pingServers() throws SqlException, PublishException, InterruptedException {
        if (!(state instanceof SourceState.Running)) {
            environment.servers().apply(login()).ping();
            Publisher.ping(settings.broker());
        }
    }
}
