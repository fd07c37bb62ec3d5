package io.github.spyhop.query.endpoint.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;

/** The errors that the resources raise themselves, as RFC 9457 has them. */
final class Problems {

    private Problems() {}

    static HttpProblem notFound(String detail) {
        return of(Response.Status.NOT_FOUND, detail);
    }

    static HttpProblem conflict(String detail) {
        return of(Response.Status.CONFLICT, detail);
    }

    static HttpProblem badRequest(String field, String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle(Response.Status.BAD_REQUEST.getReasonPhrase())
                .withDetail(detail)
                .with("field", field)
                .build();
    }

    private static HttpProblem of(Response.Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }
}
