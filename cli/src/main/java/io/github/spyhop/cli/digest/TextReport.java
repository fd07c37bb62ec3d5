package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.digest.CaptureReport.Order;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.StatementParts;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.exchange.ServerTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people: a table, under each line of it the family's text. */
public final class TextReport {

    private static final String INDENT = "      ";
    private static final int NAMES_MAX = 4;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final List<String> TITLES =
            List.of(
                    "#", "share", "total", "count", "errors", "rows", "avg", "p50", "p95", "p99",
                    "max");

    private final StatementParts parts = new StatementParts(DigestOptions.DEFAULT);
    private final StringBuilder out = new StringBuilder();
    private final CaptureReport report;

    private TextReport(CaptureReport report) {
        this.report = report;
    }

    /**
     * Writes a report.
     *
     * @param top how many families; 0 for all
     */
    public static String write(CaptureReport report, Order order, int top) {
        TextReport text = new TextReport(report);
        text.head();
        text.families(report.families(order, top), order);
        text.coverage();
        return text.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void head() {
        CaptureReport.Source source = report.source();
        double seconds = Duration.between(source.from(), source.to()).toNanos() / 1e9;
        line(names(source.files()));
        line(
                "%s to %s (%.1f s), %,d packets"
                        .formatted(source.from(), source.to(), seconds, source.packets()));
        line(
                "%s of %s on %s: %s in all, %s failed%s"
                        .formatted(
                                counted(report.count(), "statement"),
                                counted(report.families().size(), "digest"),
                                counted(report.servers().size(), "server"),
                                time(report.latencyMicrosSum()),
                                "%,d".formatted(report.errors()),
                                seconds > 0
                                        ? ", %,.0f a second".formatted(report.count() / seconds)
                                        : ""));
    }

    private void families(List<FamilyReport> families, Order order) {
        if (families.isEmpty()) {
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(TITLES);
        for (FamilyReport family : families) {
            table.add(row(table.size(), family));
        }
        int[] widths = new int[TITLES.size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        line("");
        line(
                "Top %,d of %,d by %s"
                        .formatted(
                                families.size(),
                                report.families().size(),
                                order.name().toLowerCase(Locale.ROOT)));
        line("");
        line(aligned(TITLES, widths));
        for (int i = 0; i < families.size(); i++) {
            line(aligned(table.get(i + 1), widths));
            texts(families.get(i));
        }
    }

    private List<String> row(int place, FamilyReport family) {
        long all = report.latencyMicrosSum();
        return List.of(
                Integer.toString(place),
                "%.1f%%".formatted(all == 0 ? 0 : 100.0 * family.latencyMicrosSum / all),
                time(family.latencyMicrosSum),
                "%,d".formatted(family.count),
                "%,d".formatted(family.errors),
                "%,d".formatted(family.rowsSent + family.rowsAffected),
                time(family.latencyMicrosAvg()),
                time(family.quantileMicros(0.50)),
                time(family.quantileMicros(0.95)),
                time(family.quantileMicros(0.99)),
                time(family.latencyMicrosMax));
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ")
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(row.get(i));
        }
        return line.toString();
    }

    private void texts(FamilyReport family) {
        line("%s%s".formatted(INDENT, family.digestText.isEmpty() ? "(empty)" : family.digestText));
        line(
                "%sschema %s, user %s, client %s, digest %s"
                        .formatted(
                                INDENT,
                                family.schema == null ? "not known" : family.schema,
                                family.users.isEmpty() ? "not known" : names(family.users),
                                names(family.clients),
                                family.digestId));
        if (!family.errorNumbers.isEmpty()) {
            line("%serrors %s".formatted(INDENT, reasons(family.errorNumbers)));
        }
        if (family.lost > 0) {
            line(
                    "%s%s"
                            .formatted(
                                    INDENT,
                                    counted(family.lost, "statement")
                                            + " more without a known answer"));
        }
        WireSampleDocument slowest = family.slowest;
        if (slowest != null) {
            line(
                    "%sslowest %s %s%s"
                            .formatted(
                                    INDENT,
                                    slowest.sentAt(),
                                    text(slowest),
                                    slowest.cut() ? " (cut)" : ""));
        }
    }

    private String text(WireSampleDocument sample) {
        List<String> values = sample.values();
        String text =
                values == null ? sample.statement() : parts.withValues(sample.statement(), values);
        return text.replaceAll("\\s+", " ");
    }

    private void coverage() {
        Losses losses = report.losses();
        line("");
        line("Coverage");
        for (ServerTally server : report.servers()) {
            line(
                    "  %s: %s on %s (%,d joined late), %,d logins refused"
                            .formatted(
                                    server.server(),
                                    counted(server.statements(), "statement"),
                                    counted(server.connections(), "connection"),
                                    server.connectionsJoinedLate(),
                                    server.loginsRefused()));
        }
        lost("statements lost", CaptureReport.sum(report.servers(), ServerTally::statementsLost));
        lost(
                "connections unreadable",
                CaptureReport.sum(report.servers(), ServerTally::connectionsUnreadable));
        lost("packets dropped by the kernel", losses.droppedByKernel());
        lost("packets dropped by the interface", losses.droppedByInterface());
        lost("packets malformed", losses.malformed());
        lost("records cut", losses.cutRecords());
        lost("gaps in connections", losses.gaps());
        long folded = report.servers().stream().mapToLong(ServerTally::statementsFolded).sum();
        lost("statements whose user and client were folded, as there were too many", folded);
    }

    private void lost(String what, long count) {
        if (count > 0) {
            line("  %s: %,d".formatted(what, count));
        }
    }

    private void lost(String what, Map<String, Long> reasons) {
        lost(what, reasons.values().stream().mapToLong(Long::longValue).sum());
        if (!reasons.isEmpty()) {
            out.insert(out.length() - 1, " (" + reasons(reasons) + ")");
        }
    }

    private static String reasons(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> "%s %,d".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String names(Collection<String> names) {
        String first = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        return names.size() > NAMES_MAX
                ? "%s and %,d more".formatted(first, names.size() - NAMES_MAX)
                : first;
    }

    private static String counted(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    private static String time(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        return micros < MICROS_PER_SECOND
                ? "%.1f ms".formatted(micros / 1e3)
                : "%,.2f s".formatted(micros / MICROS_PER_SECOND);
    }
}
