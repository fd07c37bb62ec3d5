package io.github.spyhop.testbed.server;

import com.mysql.cj.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a server answers and how to log in.
 *
 * @param user the administrator, or empty where the server asks for none
 */
public record ServerAddress(ServerKind kind, String host, int port, String user, String password) {

    /** A JDBC URL of a MySQL; without TLS, so that the wire can be read. */
    public String jdbcUrl(String schema) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                .formatted(host, port, schema);
    }

    /**
     * A connection to a MySQL as its administrator. Not by {@code DriverManager}, which finds only
     * what the class loader of its first caller had: tests within Quarkus have another.
     *
     * @param options more JDBC options, each with a leading {@code &}; or empty
     */
    public Connection connect(String schema, String options) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return new Driver().connect(jdbcUrl(schema) + options, login);
    }

    /** The connection string of a MongoDB or RabbitMQ. */
    public String uri() {
        return switch (kind) {
            case MONGODB -> "mongodb://%s:%d/?directConnection=true".formatted(host, port);
            case RABBITMQ -> "amqp://%s:%s@%s:%d/%%2F".formatted(user, password, host, port);
            case MYSQL, MYSQL80 -> jdbcUrl("");
        };
    }

    void writeTo(Properties properties) {
        String id = kind.id();
        properties.setProperty(id + ".host", host);
        properties.setProperty(id + ".port", Integer.toString(port));
        properties.setProperty(id + ".user", user);
        properties.setProperty(id + ".password", password);
    }

    static ServerAddress readFrom(Properties properties, ServerKind kind) {
        String id = kind.id();
        return new ServerAddress(
                kind,
                properties.getProperty(id + ".host"),
                Integer.parseInt(properties.getProperty(id + ".port")),
                properties.getProperty(id + ".user"),
                properties.getProperty(id + ".password"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return kind.title() + " at " + host + ":" + port;
    }
}
