package io.github.spyhop.probe.health;

import io.github.spyhop.probe.live.CaptureService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as its capturing thread is. */
@Liveness
@ApplicationScoped
class CaptureLive implements HealthCheck {

    private final CaptureService capture;

    CaptureLive(CaptureService capture) {
        this.capture = capture;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("capture thread").status(capture.isAlive()).build();
    }
}
