package io.github.spyhop.cli.digest;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How figures are written for people. */
final class Figures {

    private static final int NAMES_MAX = 4;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double CHANGE_PERCENT_MAX = 99_999;

    private Figures() {}

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String counted(long count, String what) {
        String plural =
                what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
        return grouped(count) + " " + (count == 1 ? what : plural);
    }

    static String time(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        return micros < MICROS_PER_SECOND
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%,.2f s", micros / MICROS_PER_SECOND);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    static String change(@Nullable Double percent) {
        if (percent == null) {
            return "";
        }
        return percent > CHANGE_PERCENT_MAX
                ? String.format(Locale.ROOT, "> +%,.0f%%", CHANGE_PERCENT_MAX)
                : String.format(Locale.ROOT, "%+.0f%%", percent);
    }

    static String names(Collection<String> names) {
        String first = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        return names.size() > NAMES_MAX
                ? first + " and " + grouped(names.size() - (long) NAMES_MAX) + " more"
                : first;
    }

    static String reasons(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + grouped(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
