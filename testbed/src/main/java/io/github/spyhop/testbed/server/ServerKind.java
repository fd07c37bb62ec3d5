package io.github.spyhop.testbed.server;

import java.util.Locale;

/** The servers that Spyhop is tested on. */
public enum ServerKind {
    /** The newest MySQL, 9.7. */
    MYSQL("MySQL"),
    /** An early MySQL 8.0, the oldest that is supported. */
    MYSQL80("MySQL 8.0"),
    MONGODB("MongoDB"),
    RABBITMQ("RabbitMQ");

    private final String title;

    ServerKind(String title) {
        this.title = title;
    }

    /** The product's name, for people. */
    public String title() {
        return title;
    }

    /** The name in files, options and containers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
