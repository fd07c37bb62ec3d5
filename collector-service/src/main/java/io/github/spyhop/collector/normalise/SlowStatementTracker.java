package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.normalise.SlowStatement.Ending;
import io.github.spyhop.collector.poll.perfschema.StatementEvent;
import io.github.spyhop.collector.poll.perfschema.StatementKey;
import io.github.spyhop.collector.poll.perfschema.StatementReader.Look;
import io.github.spyhop.collector.poll.perfschema.StatementSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statements of one server from look to look, so that each slow one is told once when it
 * becomes slow, as it goes on, and once when it ended. Not thread-safe.
 *
 * <p>Statements are followed before they are slow, lest one that becomes slow and ends between two
 * looks be missed.
 */
public final class SlowStatementTracker {

    private final Duration slowFrom;
    private final int followedMax;
    private final Map<StatementKey, Followed> followed = new HashMap<>();
    private final Set<StatementKey> told = new HashSet<>();
    private long overflow;

    /** A statement that ran at the last look. */
    private record Followed(StatementEvent event, Instant start, StatementSession session) {}

    /** @param followedMax how many are followed at once; further ones are counted, not told */
    public SlowStatementTracker(Duration slowFrom, int followedMax) {
        this.slowFrom = slowFrom;
        this.followedMax = followedMax;
    }

    /** The followed statements that no longer run and of which the look tells no end. */
    public List<StatementEvent> vanished(Look look) {
        Set<StatementKey> seen = new HashSet<>();
        look.running().forEach(event -> seen.add(event.key()));
        look.ended().forEach(event -> seen.add(event.key()));
        return followed.values().stream()
                .map(Followed::event)
                .filter(event -> !seen.contains(event.key()))
                .toList();
    }

    /**
     * Takes a look in, and tells the slow statements of it.
     *
     * @param history how {@link #vanished} statements ended, as far as the server still knows
     * @param familyEnds when a statement of the family of a vanished one ended last
     */
    public List<SlowStatement> take(
            Look look, Collection<StatementEvent> history, Map<StatementKey, Instant> familyEnds) {
        List<SlowStatement> changed = new ArrayList<>();
        Set<StatementKey> vanished = new LinkedHashSet<>();
        vanished(look).forEach(event -> vanished.add(event.key()));
        for (StatementEvent event : history) {
            end(event).ifPresent(changed::add);
            vanished.remove(event.key());
        }
        for (StatementEvent event : look.ended()) {
            end(event).ifPresent(changed::add);
        }
        for (StatementKey key : vanished) {
            forgotten(key, familyEnds.get(key), look.at()).ifPresent(changed::add);
        }
        for (StatementEvent event : look.running()) {
            Followed now = follow(event);
            if (now != null && isSlow(event)) {
                boolean first = told.add(event.key());
                changed.add(
                        new SlowStatement(event, now.start(), now.session(), Ending.RUNS, first));
            }
        }
        return changed;
    }

    /** How many statements were not followed for want of room, since the beginning. */
    public long overflow() {
        return overflow;
    }

    private @Nullable Followed follow(StatementEvent event) {
        Followed before = followed.get(event.key());
        StatementSession session = event.session();
        if (session == null || (before == null && followed.size() >= followedMax)) {
            overflow++;
            return null;
        }
        Followed now =
                new Followed(event, before == null ? event.start() : before.start(), session);
        followed.put(event.key(), now);
        return now;
    }

    private Optional<SlowStatement> end(StatementEvent event) {
        Followed before = followed.remove(event.key());
        boolean first = !told.remove(event.key());
        StatementSession session = before == null ? event.session() : before.session();
        if (!isSlow(event) || session == null) {
            return Optional.empty();
        }
        Instant start = before == null ? event.start() : before.start();
        StatementEvent whole = before == null ? event : event.withTextsOf(before.event());
        return Optional.of(new SlowStatement(whole, start, session, Ending.ENDED, first));
    }

    /**
     * A statement whose end nobody knows any more. It ran until it was seen last, and ended before
     * this look; if one of its family ended between, it most likely was this one.
     */
    private Optional<SlowStatement> forgotten(
            StatementKey key, @Nullable Instant familyEnd, Instant lookedAt) {
        Followed before = followed.remove(key);
        boolean first = !told.remove(key);
        if (before == null) {
            return Optional.empty();
        }
        StatementEvent seen = before.event();
        StatementEvent last =
                familyEnd != null && familyEnd.isAfter(seen.end()) && !familyEnd.isAfter(lookedAt)
                        ? seen.until(familyEnd)
                        : seen;
        return isSlow(last)
                ? Optional.of(
                        new SlowStatement(
                                last, before.start(), before.session(), Ending.ENDED_UNSEEN, first))
                : Optional.empty();
    }

    private boolean isSlow(StatementEvent event) {
        return event.durationNanos() >= slowFrom.toNanos();
    }
}
