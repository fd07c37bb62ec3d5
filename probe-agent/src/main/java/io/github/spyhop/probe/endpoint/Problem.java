package io.github.spyhop.probe.endpoint;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** An error as problem+json (RFC 9457). */
final class Problem {

    private Problem() {}

    /**
     * The answer for an error.
     *
     * @param detail what is wrong, and what to do
     */
    static Response response(Response.Status status, String detail) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(
                        Map.of(
                                "status",
                                status.getStatusCode(),
                                "title",
                                status.getReasonPhrase(),
                                "detail",
                                detail))
                .build();
    }
}
