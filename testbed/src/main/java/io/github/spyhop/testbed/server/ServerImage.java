package io.github.spyhop.testbed.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The official image of a server, and how a container of it is started like the local process. */
record ServerImage(String name, int port, Map<String, String> environment, List<String> arguments) {

    private static final int MYSQL_PORT = 3306;
    private static final int MONGODB_PORT = 27017;
    private static final int RABBITMQ_PORT = 5672;

    static ServerImage of(ServerAddress address, ServerOptions options) {
        return switch (address.kind()) {
            case MYSQL -> mysql("mysql:9", address, options);
            case MYSQL80 -> mysql("mysql:8.0", address, options);
            case MONGODB ->
                    new ServerImage(
                            "mongo:8.0",
                            MONGODB_PORT,
                            Map.of(),
                            List.of("--replSet", "spyhop", "--bind_ip_all"));
            case RABBITMQ ->
                    new ServerImage(
                            "rabbitmq:4",
                            RABBITMQ_PORT,
                            Map.of(
                                    "RABBITMQ_DEFAULT_USER", address.user(),
                                    "RABBITMQ_DEFAULT_PASS", address.password()),
                            List.of());
        };
    }

    private static ServerImage mysql(String image, ServerAddress address, ServerOptions options) {
        List<String> arguments = new ArrayList<>(MySqlSettings.COMMON);
        arguments.addAll(options.arguments());
        return new ServerImage(
                image,
                MYSQL_PORT,
                Map.of("MYSQL_ROOT_PASSWORD", address.password(), "MYSQL_ROOT_HOST", "%"),
                arguments);
    }
}
