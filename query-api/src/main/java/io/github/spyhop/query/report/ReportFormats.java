package io.github.spyhop.query.report;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the templates of reports show figures, times and statements. */
@TemplateExtension
final class ReportFormats {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int STATEMENT_LENGTH_MAX = 300;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MIB = 1 << 20;

    private ReportFormats() {}

    static String utc(Instant time) {
        return UTC.format(time);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rounded(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%,.0f", number);
    }

    /** Microseconds as the unit that suits them. */
    static String latency(long micros) {
        if (micros >= MICROS_PER_SECOND) {
            return String.format(Locale.ROOT, "%,.1f s", micros / MICROS_PER_SECOND);
        }
        return micros >= MICROS_PER_MILLI
                ? String.format(Locale.ROOT, "%.1f ms", micros / MICROS_PER_MILLI)
                : micros + " µs";
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / MIB);
    }

    static String percent(double number) {
        return String.format(Locale.ROOT, "%.1f %%", number);
    }

    static String change(double percent) {
        return String.format(Locale.ROOT, "%+.0f %%", percent);
    }

    /** A statement that is not too long to be read. */
    static String shortened(String statement) {
        return statement.length() <= STATEMENT_LENGTH_MAX
                ? statement
                : statement.substring(0, STATEMENT_LENGTH_MAX) + " …";
    }

    /** A text for a cell of a Markdown table, as code. */
    static String cell(@Nullable String text) {
        String plain = shortened(text == null ? "" : text);
        return plain.isEmpty()
                ? ""
                : "`" + plain.replace('`', '\'').replace("|", "\\|").replaceAll("\\s+", " ") + "`";
    }

    /** What a ranking is by, for a title. */
    static String title(Report.Ranking ranking) {
        return "Statement families by " + ranking.by().replace('_', ' ');
    }
}
