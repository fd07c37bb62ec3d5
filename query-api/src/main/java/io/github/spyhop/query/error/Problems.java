package io.github.spyhop.query.error;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;

/** The errors that are answered, as RFC 9457 has them: each says what to do. */
public final class Problems {

    private Problems() {}

    /**
     * A parameter or field of a body is wrong.
     *
     * @param field its name
     */
    public static HttpProblem badRequest(String field, String detail) {
        return of(Response.Status.BAD_REQUEST, field, detail);
    }

    public static HttpProblem unauthorized(String detail) {
        return of(Response.Status.UNAUTHORIZED, detail);
    }

    /**
     * The token may not ask for this.
     *
     * @param field the parameter or field by which it asks
     */
    public static HttpProblem forbidden(String field, String detail) {
        return of(Response.Status.FORBIDDEN, field, detail);
    }

    public static HttpProblem notFound(String detail) {
        return of(Response.Status.NOT_FOUND, detail);
    }

    /** It cannot be done as things are. */
    public static HttpProblem conflict(String detail) {
        return of(Response.Status.CONFLICT, detail);
    }

    private static HttpProblem of(Response.Status status, String field, String detail) {
        return HttpProblem.builder(of(status, detail)).with("field", field).build();
    }

    private static HttpProblem of(Response.Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .build();
    }
}
