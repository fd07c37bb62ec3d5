package io.github.spyhop.testbed.server;

/** The login that every server of the testbed gets, however it is run. */
final class ServerLogin {

    private ServerLogin() {}

    static ServerAddress of(ServerKind kind, int port, String password) {
        return switch (kind) {
            case MYSQL, MYSQL80 -> new ServerAddress(kind, "127.0.0.1", port, "root", password);
            case MONGODB -> new ServerAddress(kind, "127.0.0.1", port, "", "");
            case RABBITMQ -> new ServerAddress(kind, "127.0.0.1", port, "spyhop", password);
        };
    }
}
