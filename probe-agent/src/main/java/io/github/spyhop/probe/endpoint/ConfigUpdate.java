package io.github.spyhop.probe.endpoint;

import io.github.spyhop.probe.live.CaptureService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Changes this node as it runs. Windows are whole seconds, so the period is too. Errors are
 * problem+json (RFC 9457).
 */
@Path("/config/update")
public class ConfigUpdate {

    private static final String PERIOD = "report_period_ms";
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long PERIOD_MILLIS_MAX = 3_600_000;

    private final CaptureService capture;
    private final AdminToken admin;

    ConfigUpdate(CaptureService capture, AdminToken admin) {
        this.capture = capture;
        this.admin = admin;
    }

    /** How the earlier MySQL probe was called. */
    @GET
    public Response get(
            @RestQuery(PERIOD) @Nullable String period,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return update(period, authorization);
    }

    @POST
    public Response post(
            @RestQuery(PERIOD) @Nullable String period,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return update(period, authorization);
    }

    private Response update(@Nullable String period, @Nullable String authorization) {
        admin.require(authorization);
        Optional<Long> millis = millis(period);
        if (millis.isEmpty()) {
            return Problem.response(
                    Response.Status.BAD_REQUEST,
                    PERIOD
                            + " must be whole seconds in milliseconds, from "
                            + MILLIS_PER_SECOND
                            + " to "
                            + PERIOD_MILLIS_MAX
                            + "; nothing else can be changed here.");
        }
        capture.interval(java.time.Duration.ofMillis(millis.get()));
        return Response.ok(Map.of(PERIOD, millis.get())).build();
    }

    private static Optional<Long> millis(@Nullable String period) {
        try {
            return Optional.of(Long.parseLong(String.valueOf(period)))
                    .filter(millis ->
                            millis >= MILLIS_PER_SECOND
                                    && millis <= PERIOD_MILLIS_MAX
                                    && millis % MILLIS_PER_SECOND == 0);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
