package io.github.spyhop.query.query;

import io.github.spyhop.query.read.Locks;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.read.RunningStatements;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.ServiceLife;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.LockView;
import io.github.spyhop.query.response.RunningView;
import io.github.spyhop.query.response.ServiceView;
import io.github.spyhop.query.response.TableChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens now, by topic, in the shapes of the resource of the same name. */
@ApplicationScoped
public class ShowLive {

    private static final Duration LOOKED_BACK = Duration.ofMinutes(1);
    private static final int SHOWN = 50;
    private static final int RUNNING_SHOWN = 200;

    private final RunningStatements running;
    private final Locks locks;
    private final FindTopDigests digests;
    private final RowChanges rowChanges;
    private final ServiceLife services;
    private final Clock clock = Clock.systemUTC();

    ShowLive(
            RunningStatements running,
            Locks locks,
            FindTopDigests digests,
            RowChanges rowChanges,
            ServiceLife services) {
        this.running = running;
        this.locks = locks;
        this.digests = digests;
        this.rowChanges = rowChanges;
        this.services = services;
    }

    /** What may be watched. */
    public enum Topic {
        RUNNING,
        TRANSACTIONS,
        LOCKS,
        DIGESTS,
        ROW_CHANGES,
        SERVICES;

        public static Optional<Topic> named(String name) {
            return Stream.of(values()).filter(topic -> topic.toString().equals(name)).findFirst();
        }

        public static List<String> names() {
            return Stream.of(values()).map(Topic::toString).toList();
        }

        /** As it is in the path. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The state of a topic at a time. */
    public record State(String topic, Instant time, List<?> items) {}

    /** Of one instance or of all; only what runs and who waits is told apart by instance. */
    public State show(Topic topic, Optional<String> instance) {
        Instant now = clock.instant();
        TimeRange recent = new TimeRange(now.minus(LOOKED_BACK), now);
        List<?> items =
                switch (topic) {
                    case RUNNING ->
                            running.now(now, instance, RUNNING_SHOWN).stream()
                                    .map(RunningView::of)
                                    .toList();
                    case TRANSACTIONS ->
                            locks.now(now, instance).stream()
                                    .flatMap(look -> LockView.transactions(look).stream())
                                    .toList();
                    case LOCKS -> locks.now(now, instance).stream().map(LockView::of).toList();
                    case DIGESTS -> digests.find(Scope.of(recent), SHOWN);
                    case ROW_CHANGES ->
                            rowChanges.tables(RowChanges.Filter.of(recent), SHOWN).stream()
                                    .map(table -> TableChanges.of(table, recent))
                                    .toList();
                    case SERVICES -> services.all(now).stream().map(ServiceView::of).toList();
                };
        return new State(topic.toString(), now, items);
    }
}
