package io.github.spyhop.binlog.health;

import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.source.SourceRunner;
import io.github.spyhop.binlog.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the MySQL and the RabbitMQ of every source answer; a standby is ready too. */
@Readiness
@ApplicationScoped
public class ServersReady implements HealthCheck {

    private final Sources sources;

    ServersReady(Sources sources) {
        this.sources = sources;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("mysql-and-rabbitmq").up();
        for (SourceRunner source : sources.all()) {
            String name = source.settings().name();
            try {
                source.pingServers();
                response.withData(
                        name, source.state().getClass().getSimpleName().toLowerCase(Locale.ROOT));
            } catch (SqlException | PublishException away) {
                response.down().withData(name, String.valueOf(away.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                response.down().withData(name, "stopping");
            }
        }
        return response.build();
    }
}
