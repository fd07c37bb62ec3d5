package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.ServiceLife;
import java.time.Instant;

/**
 * A process of a service.
 *
 * @param service {@code collector-service}, {@code binlog-monitor} or {@code probe-agent}
 * @param name the process's own name
 * @param state {@code up} or {@code silent}
 * @param seenAt when it was heard of last
 * @param detail what it does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ServiceView(
        String service, String name, String state, Instant seenAt, String detail) {

    public static ServiceView of(ServiceLife.Life life) {
        return new ServiceView(
                life.service(),
                life.name(),
                life.alive() ? "up" : "silent",
                life.seenAt(),
                life.detail());
    }
}
