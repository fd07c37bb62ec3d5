package io.github.spyhop.collector.normalise;

import io.github.spyhop.model.statement.StatementDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the slow log of one instance says of each statement family on each day (UTC). Not
 * thread-safe.
 */
public final class SlowLogSummary {

    private static final int FAMILIES_MAX = 20_000;
    private static final int EXAMPLES_MAX = 10;
    private static final int EXAMPLE_CHARS_MAX = 4_096;
    private static final int NAMES_MAX = 100;
    private static final String SERVER_OWN = "rdsadmin";

    private final String version;
    private final Redactor redactor;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private long entries;
    private long dropped;

    /**
     * A summary.
     *
     * @param version of the servers, by which statements are digested
     * @param redactor takes the values out of examples
     */
    public SlowLogSummary(String version, Redactor redactor) {
        this.version = version;
        this.redactor = redactor;
    }

    /** One family on one day; sums of seconds and of rows. */
    public static final class Line {

        private final LocalDate day;
        private final StatementDigest digest;
        private final List<String> examples = new ArrayList<>();
        private final Set<String> users = new TreeSet<>();
        private final Set<String> hosts = new TreeSet<>();
        private long count;
        private double time;
        private double lockTime;
        private long rowsSent;
        private long rowsExamined;
        private Instant firstSeen = Instant.MAX;
        private Instant lastSeen = Instant.MIN;

        private Line(LocalDate day, StatementDigest digest) {
            this.day = day;
            this.digest = digest;
        }

        private void add(SlowLogEntry entry, Redactor redactor) {
            count++;
            time += entry.queryTime();
            lockTime += entry.lockTime();
            rowsSent += entry.rowsSent();
            rowsExamined += entry.rowsExamined();
            firstSeen = entry.at().isBefore(firstSeen) ? entry.at() : firstSeen;
            lastSeen = entry.at().isAfter(lastSeen) ? entry.at() : lastSeen;
            addTo(users, entry.user());
            addTo(hosts, entry.host());
            if (examples.size() < EXAMPLES_MAX) {
                String sql = redactor.sql(entry.sql());
                examples.add(sql.substring(0, Math.min(sql.length(), EXAMPLE_CHARS_MAX)));
            }
        }

        private static void addTo(Set<String> names, String name) {
            if (names.size() < NAMES_MAX && !name.isEmpty()) {
                names.add(name);
            }
        }

        public LocalDate day() {
            return day;
        }

        public StatementDigest digest() {
            return digest;
        }

        public List<String> examples() {
            return List.copyOf(examples);
        }

        public List<String> users() {
            return List.copyOf(users);
        }

        public List<String> hosts() {
            return List.copyOf(hosts);
        }

        public long count() {
            return count;
        }

        public double time() {
            return time;
        }

        public double lockTime() {
            return lockTime;
        }

        public long rowsSent() {
            return rowsSent;
        }

        public long rowsExamined() {
            return rowsExamined;
        }

        public Instant firstSeen() {
            return firstSeen;
        }

        public Instant lastSeen() {
            return lastSeen;
        }
    }

    /** Adds an entry, unless it is of AWS's own account. */
    public void add(SlowLogEntry entry) {
        if (entry.user().equals(SERVER_OWN)) {
            return;
        }
        StatementDigest digest = StatementFamily.of(entry.sql(), version);
        LocalDate day = LocalDate.ofInstant(entry.at(), ZoneOffset.UTC);
        String key = day + ":" + digest.id();
        if (lines.size() >= FAMILIES_MAX && !lines.containsKey(key)) {
            dropped++;
            return;
        }
        lines.computeIfAbsent(key, absent -> new Line(day, digest)).add(entry, redactor);
        entries++;
    }

    public Collection<Line> lines() {
        return List.copyOf(lines.values());
    }

    /** How many entries were added. */
    public long entries() {
        return entries;
    }

    /** How many found no room. */
    public long dropped() {
        return dropped;
    }
}
