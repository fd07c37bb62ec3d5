package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.digest.ReportView.Row;
import java.util.ArrayList;
import java.util.List;

/** A report for a terminal: a table, under each line of it the family's text. */
final class TextForm {

    private static final String INDENT = "      ";

    private final StringBuilder out = new StringBuilder();

    private TextForm() {}

    static String of(ReportView view) {
        TextForm form = new TextForm();
        view.summary().forEach(form::line);
        if (!view.rows().isEmpty()) {
            form.table(view.ranking(), view.columns(), view.rows());
        }
        if (!view.gone().isEmpty()) {
            int columns = view.gone().getFirst().cells().size();
            form.table(view.goneTitle(), view.columns().subList(0, columns), view.gone());
        }
        form.line("");
        form.line("Coverage");
        view.coverage().forEach(line -> form.line("  " + line));
        return form.out.toString();
    }

    private void table(String title, List<String> columns, List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(columns);
        rows.forEach(row -> table.add(row.cells()));
        int[] widths = new int[columns.size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        line("");
        line(title);
        line("");
        line(aligned(columns, widths));
        for (Row row : rows) {
            line(aligned(row.cells(), widths));
            line(INDENT + row.statement());
            row.details().forEach(detail -> line(INDENT + detail));
        }
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "  ")
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(row.get(i));
        }
        return line.toString().stripTrailing();
    }

    /** Names and statements are others': nothing of them may steer a terminal. */
    private void line(String text) {
        text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .forEach(out::appendCodePoint);
        out.append('\n');
    }
}
