package io.github.spyhop.binlog.position;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A set of {@link Gtid}s, as MySQL writes one: {@code uuid:1-5:7,uuid2:1-3:tag:1-9}. It may have
 * holes: what is not in it will be asked for. Not thread-safe.
 */
public final class GtidSet {

    private record Tsid(UUID source, String tag) {}

    private final Map<Tsid, Intervals> intervals = new HashMap<>();

    public GtidSet() {}

    /**
     * Reads MySQL's text form; white space is ignored.
     *
     * @throws IllegalArgumentException naming the part that is not understood
     */
    public static GtidSet parse(String text) {
        GtidSet set = new GtidSet();
        for (String part : text.replaceAll("\\s", "").split(",")) {
            if (!part.isEmpty()) {
                set.addSource(part);
            }
        }
        return set;
    }

    private void addSource(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split(":");
        try {
            UUID source = UUID.fromString(words[0]);
            String tag = "";
            for (int i = 1; i < words.length; i++) {
                if (Character.isDigit(words[i].charAt(0))) {
                    addInterval(new Tsid(source, tag), words[i]);
                } else {
                    tag = words[i];
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("not a GTID set: " + text, malformed);
        }
    }

    private void addInterval(Tsid tsid, String text) {
        int dash = text.indexOf('-');
        long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
        long last = dash < 0 ? first : Long.parseLong(text.substring(dash + 1));
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("not an interval: " + text);
        }
        of(tsid).add(first, last);
    }

    public void add(Gtid gtid) {
        of(new Tsid(gtid.source(), gtid.tag())).add(gtid.number(), gtid.number());
    }

    public void addAll(GtidSet other) {
        other.intervals.forEach((tsid, added) -> of(tsid).addAll(added));
    }

    public boolean contains(Gtid gtid) {
        Intervals known = intervals.get(new Tsid(gtid.source(), gtid.tag()));
        return known != null && known.contains(gtid.number());
    }

    public boolean containsAll(GtidSet other) {
        return other.minus(this).isEmpty();
    }

    /** What is in this set and not in the other. */
    public GtidSet minus(GtidSet other) {
        GtidSet rest = new GtidSet();
        intervals.forEach((tsid, mine) -> {
            Intervals left = mine.minus(other.intervals.getOrDefault(tsid, new Intervals()));
            if (left.count() > 0) {
                rest.intervals.put(tsid, left);
            }
        });
        return rest;
    }

    public GtidSet copy() {
        GtidSet copy = new GtidSet();
        copy.addAll(this);
        return copy;
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /** How many GTIDs are in it. */
    public long count() {
        return intervals.values().stream().mapToLong(Intervals::count).sum();
    }

    private Intervals of(Tsid tsid) {
        return intervals.computeIfAbsent(tsid, absent -> new Intervals());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet set && set.containsAll(this) && containsAll(set);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** MySQL's text form, sorted; empty for the empty set. */
    @Override
    public String toString() {
        Map<String, List<String>> bySource = new HashMap<>();
        intervals.forEach((tsid, known) -> {
            if (known.count() > 0) {
                String tagged = tsid.tag().isEmpty() ? "" : tsid.tag() + ":";
                bySource.computeIfAbsent(tsid.source().toString(), s -> new ArrayList<>())
                        .add(tagged + known);
            }
        });
        List<String> sources = new ArrayList<>();
        bySource.forEach((source, parts) -> {
            Collections.sort(parts);
            sources.add(source + ":" + String.join(":", parts));
        });
        Collections.sort(sources);
        return String.join(",", sources);
    }
}
