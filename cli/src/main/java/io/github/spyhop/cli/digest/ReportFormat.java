package io.github.spyhop.cli.digest;

import io.github.spyhop.cli.digest.DigestReport.Order;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** What a report is written as. */
public enum ReportFormat {
    TEXT,
    JSON,
    MARKDOWN,
    HTML;

    /**
     * Writes a report; the writer stays open.
     *
     * @param comparison with another one, or null
     * @param top how many families; 0 for all
     */
    public void write(
            DigestReport report,
            @Nullable Comparison comparison,
            Order order,
            int top,
            Writer target)
            throws IOException {
        switch (this) {
            case TEXT -> target.write(TextForm.of(ReportView.of(report, comparison, order, top)));
            case JSON -> new JsonReport(report, comparison).write(order, top, target);
            case MARKDOWN ->
                    target.write(PageForms.markdown(ReportView.of(report, comparison, order, top)));
            case HTML ->
                    target.write(PageForms.html(ReportView.of(report, comparison, order, top)));
        }
        target.flush();
    }
}
