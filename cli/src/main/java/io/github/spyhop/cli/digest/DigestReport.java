package io.github.spyhop.cli.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What captures or slow logs show.
 *
 * @param families in no order
 */
public record DigestReport(Source source, List<FamilyReport> families, Coverage coverage) {

    private static final double NANOS_PER_SECOND = 1e9;

    public DigestReport {
        families = List.copyOf(families);
    }

    /**
     * What was read.
     *
     * @param cut the files that are damaged, or begin or end within a packet or an entry
     * @param from the first time that they tell, or that which was asked for if it is later; null if
     *     there is none
     * @param read how many packets or entries there were in that time
     */
    record Source(
            List<String> files,
            List<String> cut,
            @Nullable Instant from,
            @Nullable Instant to,
            long read) {

        Source {
            files = List.copyOf(files);
            cut = List.copyOf(cut);
        }
    }

    /** What families are told apart by. */
    record Key(@Nullable String schema, String digestId) {}

    /** What families can be ordered by, the largest first. */
    public enum Order {
        TOTAL(Comparator.comparingLong(family -> family.latencyMicrosSum)),
        COUNT(Comparator.comparingLong(family -> family.count)),
        AVG(Comparator.comparingLong(FamilyReport::latencyMicrosAvg)),
        P99(Comparator.comparingLong(family -> family.quantileMicros(0.99))),
        MAX(Comparator.comparingLong(family -> family.latencyMicrosMax)),
        ERRORS(Comparator.comparingLong(family -> family.errors)),
        ROWS(Comparator.comparingLong(family -> family.rowsSent + family.rowsAffected)),
        LOST(Comparator.comparingLong(family -> family.lost));

        private final Comparator<FamilyReport> largestFirst;

        Order(Comparator<FamilyReport> smallestFirst) {
            largestFirst =
                    smallestFirst
                            .thenComparingLong(family -> family.latencyMicrosSum)
                            .reversed()
                            .thenComparing(family -> family.digestText)
                            .thenComparing(family -> String.valueOf(family.schema));
        }

        /**
         * The first families in this order.
         *
         * @param top how many; 0 for all
         */
        List<FamilyReport> first(int top, List<FamilyReport> families) {
            return families.stream()
                    .sorted(largestFirst)
                    .limit(top == 0 ? Long.MAX_VALUE : top)
                    .toList();
        }
    }

    /** How long the files are, in seconds; 0 if they do not tell. */
    double seconds() {
        Instant from = source.from();
        Instant to = source.to();
        return from == null || to == null
                ? 0
                : Duration.between(from, to).toNanos() / NANOS_PER_SECOND;
    }

    /** The time of all statements together. */
    long latencyMicrosSum() {
        return families.stream().mapToLong(family -> family.latencyMicrosSum).sum();
    }

    long count() {
        return families.stream().mapToLong(family -> family.count).sum();
    }

    long errors() {
        return families.stream().mapToLong(family -> family.errors).sum();
    }

    /** Whether any statement was seen, answered or not. */
    public boolean isEmpty() {
        return families.isEmpty();
    }

    /** The files that are damaged, or begin or end within a packet or an entry. */
    public List<String> cutFiles() {
        return source.cut();
    }
}
