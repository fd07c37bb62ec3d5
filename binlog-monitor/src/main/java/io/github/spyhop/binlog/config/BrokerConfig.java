package io.github.spyhop.binlog.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The broker that all sources of the environment publish to: {@code RABBITMQ_HOST} and so on. */
@ConfigMapping(prefix = "rabbitmq")
public interface BrokerConfig {

    @WithDefault("localhost")
    String host();

    @WithDefault("5672")
    int port();

    @WithDefault("guest")
    String username();

    @WithDefault("guest")
    String password();

    @WithDefault("/")
    String virtualHost();

    /** TLS, always verified. */
    @WithDefault("false")
    boolean ssl();

    /** A PEM file of the authorities that may sign the broker's certificate. */
    Optional<String> caCerts();

    @WithDefault("5S")
    Duration connectTimeout();
}
