package io.github.spyhop.collector;

import com.mongodb.MongoException;
import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.normalise.Redactor;
import io.github.spyhop.collector.normalise.ServerRun;
import io.github.spyhop.collector.own.Lease;
import io.github.spyhop.collector.own.LeaseLostException;
import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.perfschema.ServerFacts;
import io.github.spyhop.collector.store.InstanceBook;
import io.github.spyhop.collector.store.InstanceState;
import io.github.spyhop.collector.store.InstanceStates.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Watches one instance for as long as this replica holds its lease: connects, runs the tasks each on
 * a thread of its own, and, when the instance no longer answers, lets it rest for longer and longer.
 */
final class InstanceWatch {

    private static final Logger LOGGER = Logger.getLogger(InstanceWatch.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(3);
    private static final Duration STATE_INTERVAL = Duration.ofSeconds(10);

    private final Services services;
    private final Target target;
    private final Lease lease;
    private final Function<Watched, List<WatchTask>> tasks;
    private final Map<String, Limit> limits = new ConcurrentSkipListMap<>();
    private volatile InstanceState state = new InstanceState.Starting();
    private volatile Instant since = Instant.now();
    private final Thread thread;

    InstanceWatch(
            Services services,
            Target target,
            Lease lease,
            Function<Watched, List<WatchTask>> tasks) {
        this.services = services;
        this.target = target;
        this.lease = lease;
        this.tasks = tasks;
        this.thread = Thread.ofVirtual().name("watch-" + target.name()).unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    Target target() {
        return target;
    }

    Lease lease() {
        return lease;
    }

    InstanceState state() {
        return state;
    }

    /** Ends the watch; afterwards nothing more is written of it. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(STOP_WAIT.plus(STOP_WAIT));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            boolean answered = false;
            try (Link link = new Link(services.vertx(), target, services.config().mysql())) {
                ServerFacts facts = ServerFacts.of(link);
                InstanceBook book = new InstanceBook(services.store(), lease);
                ServerRun run = book.runOf(facts);
                answered = true;
                become(new InstanceState.Watched(run, facts.version()));
                Redactor redactor =
                        new Redactor(
                                services.config().redacted(), facts.version(), facts.sqlMode());
                throw watch(new Watched(link, facts, run, book, redactor));
            } catch (InterruptedException stopped) {
                return;
            } catch (LeaseLostException lost) {
                LOGGER.info(lost.getMessage());
                return;
            } catch (ServerFault fault) {
                failures = answered ? 1 : failures + 1;
                rest(fault.message(), fault.remedy(), failures);
            } catch (MongoException unreachable) {
                failures++;
                rest("the store: " + unreachable.getMessage(), "", failures);
            } catch (RuntimeException unexpected) {
                LOGGER.errorf(unexpected, "%s: unexpected", target.name());
                failures++;
                rest(String.valueOf(unexpected.getMessage()), "", failures);
            }
        }
    }

    /** Runs the tasks until the instance fails, and gives the fault. */
    private ServerFault watch(Watched watched) throws InterruptedException {
        CompletableFuture<ServerFault> broken = new CompletableFuture<>();
        List<TaskLoop> loops = new ArrayList<>();
        List<WatchTask> all = tasks.apply(watched);
        try {
            for (WatchTask task : all) {
                String name = task.name() + "-" + target.name();
                loops.add(TaskLoop.start(name, task.interval(), late -> run(task, late, broken)));
            }
            loops.add(TaskLoop.start("state-" + target.name(), STATE_INTERVAL, late -> show()));
            return broken.get();
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(ended.getCause());
        } finally {
            loops.forEach(loop -> loop.stop(STOP_WAIT));
            all.forEach(WatchTask::stop);
        }
    }

    private void run(WatchTask task, Duration late, CompletableFuture<ServerFault> broken) {
        long begun = System.nanoTime();
        String outcome = "ok";
        try {
            task.run();
            limits.remove(task.name());
        } catch (ServerFault fault) {
            outcome = fault.kind().name();
            if (fault.concernsTheInstance()) {
                broken.complete(fault);
            } else {
                limit(task, fault.message(), fault.remedy());
            }
        } catch (LeaseLostException lost) {
            outcome = "LEASE_LOST";
            broken.completeExceptionally(lost);
        } catch (MongoException unreachable) {
            outcome = "STORE";
            limit(task, "the store: " + unreachable.getMessage(), "");
        } catch (RuntimeException unexpected) {
            outcome = "UNEXPECTED";
            LOGGER.errorf(unexpected, "%s: task %s", target.name(), task.name());
            limit(task, String.valueOf(unexpected.getMessage()), "");
        }
        services.meters().ran(task.name(), outcome, late, System.nanoTime() - begun);
    }

    private void limit(WatchTask task, String error, String remedy) {
        Limit before = limits.put(task.name(), new Limit(error, remedy));
        if (before == null && !Thread.currentThread().isInterrupted()) {
            LOGGER.warnf("%s: %s: %s %s", target.name(), task.name(), error, remedy);
        }
    }

    private void rest(String error, String remedy, int failures) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        Duration pause = pauseAfter(failures);
        if (failures == 1) {
            LOGGER.warnf("%s: %s %s", target.name(), error, remedy);
        }
        become(new InstanceState.Failing(error, remedy, failures, Instant.now().plus(pause)));
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One second at first, then twice as long each time, a little spread. */
    private Duration pauseAfter(int failures) {
        long longest = services.config().mysql().backOffMax().toMillis();
        long pause = Math.min(longest, 1_000L << Math.min(failures - 1, 20));
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 5 + 1));
    }

    private void become(InstanceState next) {
        if (!next.getClass().equals(state.getClass())) {
            since = Instant.now();
        }
        state = next;
        show();
    }

    private void show() {
        try {
            services.states().write(target.name(), state, since, limits);
        } catch (MongoException unreachable) {
            LOGGER.debugf("%s: state: %s", target.name(), unreachable.getMessage());
        }
    }
}
