package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.report.Report;
import io.github.spyhop.query.report.ReportFormat;
import io.github.spyhop.query.schedule.StoredReport;
import io.github.spyhop.query.schedule.StoredReports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The reports that are made by schedule. */
@Path("/api/v1/reports")
@RolesAllowed(Roles.VIEWER)
public class StoredReportResource {

    private static final int LISTED_MAX = 1_000;
    private static final String MARKDOWN = "text/markdown";

    private final StoredReports reports;

    StoredReportResource(StoredReports reports) {
        this.reports = reports;
    }

    /** The reports, those of the latest periods first, without their texts. */
    @GET
    public List<StoredReport> list(
            @RestQuery @DefaultValue("100") @Min(1) @Max(LISTED_MAX) int limit) {
        return reports.latest(limit);
    }

    /**
     * A report as it was made.
     *
     * @param id of {@code GET /api/v1/reports}
     */
    @GET
    @Path("/{id}")
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.APPLICATION_JSON})
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Report.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING))
            })
    public Response report(
            @RestPath String id,
            @RestQuery @DefaultValue("html") @Pattern(regexp = "json|markdown|html")
                    String format) {
        StoredReport report =
                reports.withId(id)
                        .orElseThrow(() ->
                                Problems.notFound(
                                        "There is no report '%s'. /api/v1/reports lists them."
                                                .formatted(id)));
        ReportFormat wanted = ReportFormat.named(format).orElse(ReportFormat.HTML);
        return reports.file(id, wanted)
                .map(text ->
                        ReportFiles.answer(
                                text,
                                wanted,
                                "spyhop-report-"
                                        + report.period()
                                        + "-"
                                        + report.from().toString().substring(0, 10)))
                .orElseThrow(() ->
                        Problems.notFound(
                                "The report '%s' is %s, and kept in the formats %s."
                                        .formatted(id, report.state(), report.formats())));
    }
}
