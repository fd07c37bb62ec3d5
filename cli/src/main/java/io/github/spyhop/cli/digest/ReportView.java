package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.digest.DigestReport.Order;
import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.StatementParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report as people read it, in words; text, Markdown and HTML are forms of it.
 *
 * @param summary sentences
 * @param ranking what the rows are
 * @param columns the titles of the rows' cells
 * @param gone families that are only in the report that this one is compared with
 * @param coverage sentences
 */
record ReportView(
        List<String> summary,
        String ranking,
        List<String> columns,
        List<Row> rows,
        String goneTitle,
        List<Row> gone,
        List<String> coverage) {

    /**
     * A family.
     *
     * @param statement its text, then a line each about it
     */
    record Row(List<String> cells, String statement, List<String> details) {}

    private static final List<String> COLUMNS =
            List.of(
                    "#", "share", "total", "count", "errors", "rows", "avg", "p50", "p95", "p99",
                    "max");
    private static final List<String> COMPARED = List.of("count ±", "avg ±", "p99 ±");

    /**
     * Words a report.
     *
     * @param comparison with another one, or null
     * @param top how many families; 0 for all
     */
    static ReportView of(
            DigestReport report, @Nullable Comparison comparison, Order order, int top) {
        return new Wording(report, comparison).view(order, top);
    }

    private record Wording(DigestReport report, @Nullable Comparison comparison) {

        private static final StatementParts PARTS = new StatementParts(DigestOptions.DEFAULT);

        ReportView view(Order order, int top) {
            List<FamilyReport> families = order.first(top, report.families());
            List<FamilyReport> gone = comparison == null ? List.of() : comparison.gone(order, top);
            return new ReportView(
                    summary(),
                    "Top %s of %s by %s"
                            .formatted(
                                    Figures.grouped(families.size()),
                                    Figures.grouped(report.families().size()),
                                    order.name().toLowerCase(Locale.ROOT)),
                    comparison == null
                            ? COLUMNS
                            : Stream.concat(COLUMNS.stream(), COMPARED.stream()).toList(),
                    rows(families, report.latencyMicrosSum(), comparison),
                    "Gone: only in what it is compared with",
                    comparison == null
                            ? List.of()
                            : rows(gone, comparison.before().latencyMicrosSum(), null),
                    CoverageWords.of(report.coverage()));
        }

        private List<String> summary() {
            List<String> lines = new ArrayList<>(period(report));
            if (comparison != null) {
                DigestReport before = comparison.before();
                lines.add("compared with");
                lines.addAll(period(before));
                lines.add(
                        "%s new, %s gone; counts are compared %s"
                                .formatted(
                                        Figures.counted(comparison.newCount(), "digest"),
                                        Figures.grouped(comparison.gone(Order.TOTAL, 0).size()),
                                        comparison.isPerSecond() ? "per second" : "as they are"));
            }
            return lines;
        }

        private static List<String> period(DigestReport report) {
            DigestReport.Source source = report.source();
            double seconds = report.seconds();
            String read =
                    switch (report.coverage()) {
                        case Coverage.OfCaptures _ -> Figures.counted(source.read(), "packet");
                        case Coverage.OfSlowLogs _ -> Figures.counted(source.read(), "entry");
                    };
            String servers =
                    switch (report.coverage()) {
                        case Coverage.OfCaptures captures ->
                                " on " + Figures.counted(captures.servers().size(), "server");
                        case Coverage.OfSlowLogs _ -> "";
                    };
            return List.of(
                    Figures.names(source.files()),
                    source.from() == null || source.to() == null
                            ? "no time is known, " + read
                            : String.format(
                                    Locale.ROOT,
                                    "%s to %s (%.1f s), %s",
                                    source.from(),
                                    source.to(),
                                    seconds,
                                    read),
                    "%s of %s%s: %s in all, %s failed%s"
                            .formatted(
                                    Figures.counted(report.count(), "statement"),
                                    Figures.counted(report.families().size(), "digest"),
                                    servers,
                                    Figures.time(report.latencyMicrosSum()),
                                    Figures.grouped(report.errors()),
                                    seconds > 0
                                            ? String.format(
                                                    Locale.ROOT,
                                                    ", %,.0f a second",
                                                    report.count() / seconds)
                                            : ""));
        }

        private static List<Row> rows(
                List<FamilyReport> families, long timeOfAll, @Nullable Comparison comparison) {
            List<Row> rows = new ArrayList<>();
            for (FamilyReport family : families) {
                List<String> cells = cells(rows.size() + 1, family, timeOfAll);
                if (comparison != null) {
                    cells.addAll(changes(family, comparison));
                }
                rows.add(
                        new Row(
                                cells,
                                family.digestText.isEmpty() ? "(empty)" : family.digestText,
                                details(family, comparison)));
            }
            return rows;
        }

        private static List<String> cells(int place, FamilyReport family, long timeOfAll) {
            return new ArrayList<>(
                    List.of(
                            Integer.toString(place),
                            Figures.percent(
                                    timeOfAll == 0
                                            ? 0
                                            : (double) family.latencyMicrosSum / timeOfAll),
                            Figures.time(family.latencyMicrosSum),
                            Figures.grouped(family.count),
                            Figures.grouped(family.errors),
                            Figures.grouped(family.rowsSent + family.rowsAffected),
                            Figures.time(family.latencyMicrosAvg()),
                            Figures.time(family.quantileMicros(0.50)),
                            Figures.time(family.quantileMicros(0.95)),
                            Figures.time(family.quantileMicros(0.99)),
                            Figures.time(family.latencyMicrosMax)));
        }

        private static List<String> changes(FamilyReport family, Comparison comparison) {
            FamilyReport old = comparison.before(family);
            if (old == null) {
                return List.of("new", "new", "new");
            }
            return List.of(
                    Figures.change(comparison.countChangePercent(family, old)),
                    Figures.change(
                            Comparison.changePercent(
                                    family.latencyMicrosAvg(), old.latencyMicrosAvg())),
                    Figures.change(
                            Comparison.changePercent(
                                    family.quantileMicros(0.99), old.quantileMicros(0.99))));
        }

        private static List<String> details(FamilyReport family, @Nullable Comparison comparison) {
            List<String> details = new ArrayList<>();
            details.add(
                    "schema %s, user %s, client %s, digest %s"
                            .formatted(
                                    family.schema == null ? "not known" : family.schema,
                                    known(family.users),
                                    known(family.clients),
                                    family.digestId));
            if (family.rowsExamined > 0) {
                details.add(
                        "rows examined %s, locked for %s"
                                .formatted(
                                        Figures.grouped(family.rowsExamined),
                                        Figures.time(family.lockMicrosSum)));
            }
            FamilyReport old = comparison == null ? null : comparison.before(family);
            if (old != null) {
                details.add(
                        "before: count %s, errors %s, avg %s, p50 %s, p95 %s, p99 %s, max %s"
                                .formatted(
                                        Figures.grouped(old.count),
                                        Figures.grouped(old.errors),
                                        Figures.time(old.latencyMicrosAvg()),
                                        Figures.time(old.quantileMicros(0.50)),
                                        Figures.time(old.quantileMicros(0.95)),
                                        Figures.time(old.quantileMicros(0.99)),
                                        Figures.time(old.latencyMicrosMax)));
            }
            if (!family.errorNumbers.isEmpty()) {
                details.add("errors " + Figures.reasons(family.errorNumbers));
            }
            if (family.lost > 0) {
                details.add(
                        Figures.counted(family.lost, "statement") + " more without a known answer");
            }
            FamilyReport.Sample slowest = family.slowest;
            if (slowest != null) {
                details.add(
                        "slowest %s %s%s"
                                .formatted(
                                        slowest.sentAt() == null ? "" : slowest.sentAt(),
                                        text(slowest),
                                        slowest.cut() ? " (cut)" : ""));
            }
            return details;
        }

        private static String known(java.util.Collection<String> names) {
            return names.isEmpty() ? "not known" : Figures.names(names);
        }

        private static String text(FamilyReport.Sample sample) {
            List<String> values = sample.values();
            String text =
                    values == null
                            ? sample.statement()
                            : PARTS.withValues(sample.statement(), values);
            return text.replaceAll("\\s+", " ");
        }
    }
}
