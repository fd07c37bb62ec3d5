package io.github.spyhop.query.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.ZoneId;

/** Writes a report as JSON, as Markdown, or as one HTML file that needs nothing from elsewhere. */
@ApplicationScoped
public class ReportText {

    private final ObjectMapper json;

    ReportText(ObjectMapper json) {
        this.json = json;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {

        static native TemplateInstance reportMarkdown(Report report, ZoneId zone);

        static native TemplateInstance reportPage(Report report, ZoneId zone, PageParts parts);
    }

    /** The report in a format; the times of JSON are UTC whatever the zone. */
    public String of(Report report, ReportFormat format, ZoneId zone) {
        return switch (format) {
            case JSON -> json(report);
            case MARKDOWN -> Templates.reportMarkdown(report, zone).render();
            case HTML ->
                    Templates.reportPage(report, zone, PageParts.with(json(report.load())))
                            .render();
        };
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException neverOfRecords) {
            throw new UncheckedIOException(neverOfRecords);
        }
    }
}
