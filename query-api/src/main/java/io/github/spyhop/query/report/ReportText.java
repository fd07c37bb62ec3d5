package io.github.spyhop.query.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a report as Markdown, or as one HTML file that needs nothing from elsewhere. */
@ApplicationScoped
public class ReportText {

    private final ObjectMapper json;

    ReportText(ObjectMapper json) {
        this.json = json;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {

        static native TemplateInstance reportMarkdown(Report report);

        static native TemplateInstance reportPage(
                Report report, RawString load, RawString style, RawString script);
    }

    public String markdown(Report report) {
        return Templates.reportMarkdown(report).render();
    }

    public String page(Report report) {
        return Templates.reportPage(
                        report,
                        new RawString(loadOf(report)),
                        new RawString(resource("/report/report.css")),
                        // No text may end the element that the script stands in.
                        new RawString(resource("/report/report.js").replace("</", "<\\/")))
                .render();
    }

    /** The load as JSON that may stand in a page: a {@code <} in a text ends no element. */
    private String loadOf(Report report) {
        try {
            return json.writeValueAsString(report.load()).replace("<", "\\u003c");
        } catch (JsonProcessingException neverOfRecords) {
            throw new UncheckedIOException(neverOfRecords);
        }
    }

    /** What the console's build made for reports. */
    private static String resource(String name) {
        try (InputStream in = ReportText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the console was not built: no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
