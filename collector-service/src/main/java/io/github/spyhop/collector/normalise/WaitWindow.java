package io.github.spyhop.collector.normalise;

import io.github.spyhop.collector.poll.perfschema.WaitCount;
import io.github.spyhop.collector.poll.perfschema.WaitReading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was waited for between two readings.
 *
 * @param grown by MySQL's names of instruments
 * @param next what the next reading is compared with
 */
public record WaitWindow(Map<String, WaitCount> grown, Baseline next) {

    public WaitWindow {
        grown = Map.copyOf(grown);
    }

    /**
     * What a reading is compared with.
     *
     * @param doubted the events of which the last reading had less than the one before
     */
    public record Baseline(WaitReading reading, Set<String> doubted) {

        public Baseline {
            doubted = Set.copyOf(doubted);
        }

        /** The first reading. */
        public static Baseline of(WaitReading first) {
            return new Baseline(first, Set.of());
        }
    }

    /**
     * Compares. Where most events have less than before, the server began to count anew: it was
     * started, or somebody truncated the table, and what it has counted since is taken. Where it is
     * a few, files were closed while the server added them up, which it does without a lock: what
     * they had before stays what they are compared with, but not for longer than one reading. Of
     * another server, nothing is known at first.
     */
    public static WaitWindow of(Baseline before, WaitReading now) {
        WaitReading last = before.reading();
        if (!now.events().isEmpty() && !now.serverUuid().equals(last.serverUuid())) {
            return new WaitWindow(Map.of(), Baseline.of(now));
        }
        Set<String> lower = new HashSet<>(last.events().keySet());
        lower.removeIf(event -> !isLower(last.of(event), now.of(event)));
        Map<String, WaitCount> events = new HashMap<>(now.events());
        if (2 * lower.size() > last.events().size()) {
            return new WaitWindow(
                    events, Baseline.of(new WaitReading(now.at(), last.serverUuid(), events)));
        }
        Map<String, WaitCount> grown = new HashMap<>();
        Set<String> doubted = new HashSet<>();
        for (String event : lower) {
            if (!before.doubted().contains(event)) {
                doubted.add(event);
                events.put(event, last.of(event));
            }
        }
        now.events()
                .forEach((event, count) -> {
                    WaitCount since = count.since(last.of(event));
                    if (!lower.contains(event) && (since.count() > 0 || since.picos() > 0)) {
                        grown.put(event, since);
                    }
                });
        return new WaitWindow(
                grown, new Baseline(new WaitReading(now.at(), last.serverUuid(), events), doubted));
    }

    /** A difference of more than half of what 64 bits hold is one below zero. */
    private static boolean isLower(WaitCount before, WaitCount now) {
        WaitCount since = now.since(before);
        return since.count() < 0 || since.picos() < 0;
    }
}
