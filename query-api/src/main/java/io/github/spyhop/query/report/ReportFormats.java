package io.github.spyhop.query.report;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the templates of reports show figures, times and statements. */
@TemplateExtension
final class ReportFormats {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int STATEMENT_LENGTH_MAX = 300;
    private static final double TINY = 1e-4;
    private static final double SMALL = 0.1;
    private static final double LARGE = 10;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double BYTES_OF_UNIT = 1_024;
    private static final List<String> BYTE_UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB");

    private ReportFormats() {}

    static String at(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    /** As people know it: a {@code Z} stands for UTC. */
    static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** A figure's unit, to stand behind its value. */
    static String unitBehind(Report.Figure figure) {
        return figure.unit().isEmpty() ? "" : " " + figure.unit();
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rounded(double number) {
        if (number == 0) {
            return "0";
        }
        if (number < TINY) {
            return "<0.0001";
        }
        String format = number < SMALL ? "%.4f" : number < LARGE ? "%.2f" : "%,.0f";
        return String.format(Locale.ROOT, format, number);
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

    /** Seconds as the two units that suit them. */
    static String span(long seconds) {
        Duration span = Duration.ofSeconds(seconds);
        if (span.toDays() > 0) {
            return "%d d %d h".formatted(span.toDays(), span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return "%d h %d min".formatted(span.toHours(), span.toMinutesPart());
        }
        return span.toMinutes() > 0
                ? "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart())
                : seconds + " s";
    }

    /** Bytes in the unit that suits them. */
    static String size(long bytes) {
        if (Math.abs(bytes) < BYTES_OF_UNIT) {
            return bytes + " B";
        }
        double amount = bytes / BYTES_OF_UNIT;
        int unit = 0;
        while (Math.abs(amount) >= BYTES_OF_UNIT && unit < BYTE_UNITS.size() - 1) {
            amount /= BYTES_OF_UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%,.1f %s", amount, BYTE_UNITS.get(unit));
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
