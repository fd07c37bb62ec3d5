package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.report.ReportFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.ZoneId;

/** How reports are answered: shown by a browser, and with a name where they are saved. */
final class ReportFiles {

    private ReportFiles() {}

    static Response answer(String text, ReportFormat format, String name) {
        return Response.ok(text, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"%s.%s\"".formatted(name, format.extension()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /**
     * A time zone that a query parameter names.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if there is none of that name
     */
    static ZoneId zone(String field, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problems.badRequest(
                    field, "'%s' is no time zone: write UTC or Asia/Seoul.".formatted(field));
        }
    }
}
