package io.github.spyhop.probe.health;

import io.github.spyhop.probe.live.CaptureService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when its devices are captured. */
@Readiness
@ApplicationScoped
class CaptureReady implements HealthCheck {

    private final CaptureService capture;

    CaptureReady(CaptureService capture) {
        this.capture = capture;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("capture");
        return capture.failure()
                .map(why -> response.down().withData("error", why))
                .orElseGet(response::up)
                .build();
    }
}
