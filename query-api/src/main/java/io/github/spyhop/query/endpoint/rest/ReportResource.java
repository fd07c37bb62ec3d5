package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.report.MakeReport;
import io.github.spyhop.query.report.Report;
import io.github.spyhop.query.report.ReportFormat;
import io.github.spyhop.query.report.ReportText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The report of a server, or of the fleet, over a period. */
@Path("/api/v1/report")
@RolesAllowed(Roles.VIEWER)
public class ReportResource {

    private static final Duration LENGTH_MAX = Duration.ofDays(92);
    private static final String MARKDOWN = "text/markdown";

    private final MakeReport reports;
    private final ReportText text;
    private final Scopes scopes;

    ReportResource(MakeReport reports, ReportText text, Scopes scopes) {
        this.reports = reports;
        this.text = text;
        this.scopes = scopes;
    }

    /**
     * A period beside another one: what was busy, what became slower, what to look at first.
     * Compared with the period of the same length before, with the one from {@code before_from}
     * on, or with none; the times of HTML and Markdown in a zone, those of JSON in UTC.
     *
     * @param compare {@code previous}, or {@code none}
     * @param beforeFrom where the period begins that it is compared with; goes before {@code compare}
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
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
            @RestQuery @DefaultValue("now-1d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance,
            @RestQuery @DefaultValue("previous") @Pattern(regexp = "previous|none") String compare,
            @RestQuery("before_from") @Nullable String beforeFrom,
            @RestQuery @DefaultValue("json") @Pattern(regexp = "json|markdown|html") String format,
            @RestQuery("time_zone") @DefaultValue("UTC") String timeZone) {
        Scope scope = scopes.parse(from, to, instance);
        ZoneId zone = ReportFiles.zone("time_zone", timeZone);
        if (lengthOf(scope.range()).compareTo(LENGTH_MAX) > 0) {
            throw Problems.badRequest(
                    "from", "A report is of at most %d days.".formatted(LENGTH_MAX.toDays()));
        }
        Report report = reports.make(scope, before(scope.range(), compare, beforeFrom));
        ReportFormat wanted = ReportFormat.named(format).orElse(ReportFormat.JSON);
        String name =
                "spyhop-report-"
                        + DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT)
                                .format(report.period().from().atZone(zone));
        return ReportFiles.answer(text.of(report, wanted, zone), wanted, name);
    }

    private Optional<TimeRange> before(
            TimeRange range, String compare, @Nullable String beforeFrom) {
        if (beforeFrom != null) {
            return Optional.of(scopes.from("before_from", beforeFrom, lengthOf(range)));
        }
        return compare.equals("none") ? Optional.empty() : Optional.of(range.before());
    }

    private static Duration lengthOf(TimeRange range) {
        return Duration.between(range.from(), range.to());
    }
}
