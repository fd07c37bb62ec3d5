package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.digest.DigestReport.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report beside another one, by family and schema. Counts are compared per second where both tell
 * how long they are, else as they are.
 */
public final class Comparison {

    private final DigestReport now;
    private final DigestReport before;
    private final Map<DigestReport.Key, FamilyReport> familiesBefore;
    private final boolean isPerSecond;

    public Comparison(DigestReport now, DigestReport before) {
        this.now = now;
        this.before = before;
        this.familiesBefore =
                before.families().stream()
                        .collect(Collectors.toMap(FamilyReport::key, Function.identity()));
        this.isPerSecond = now.seconds() > 0 && before.seconds() > 0;
    }

    DigestReport before() {
        return before;
    }

    boolean isPerSecond() {
        return isPerSecond;
    }

    /** What it was before; null if it is new. */
    @Nullable FamilyReport before(FamilyReport family) {
        return familiesBefore.get(family.key());
    }

    /** Those that are only in the other report. */
    List<FamilyReport> gone(Order order, int top) {
        Set<DigestReport.Key> present =
                now.families().stream().map(FamilyReport::key).collect(Collectors.toSet());
        return order.first(
                top,
                before.families().stream()
                        .filter(family -> !present.contains(family.key()))
                        .toList());
    }

    /** How many of the families are new. */
    long newCount() {
        return now.families().stream()
                .filter(family -> !familiesBefore.containsKey(family.key()))
                .count();
    }

    /** By how much the count of a family grew, in percent; null if it was not answered before. */
    @Nullable Double countChangePercent(FamilyReport family, FamilyReport old) {
        double scale = isPerSecond ? before.seconds() / now.seconds() : 1;
        return changePercent(family.count * scale, (double) old.count);
    }

    /** By how much a figure grew, in percent; null if it was 0. */
    static @Nullable Double changePercent(long value, long old) {
        return changePercent((double) value, (double) old);
    }

    private static @Nullable Double changePercent(double value, double old) {
        return old == 0 ? null : 100 * (value - old) / old;
    }
}
