package io.github.spyhop.testbed.server;

import java.util.List;

/**
 * What one server is started with.
 *
 * @param name tells servers of one kind apart within a run
 * @param port the port to listen on, or 0 for a free one
 * @param arguments further arguments of the server's program, MySQL only
 */
public record ServerOptions(String name, int port, List<String> arguments) {

    public ServerOptions {
        arguments = List.copyOf(arguments);
    }

    public static ServerOptions of(ServerKind kind) {
        return new ServerOptions(kind.id(), 0, List.of());
    }

    public ServerOptions withPort(int chosen) {
        return new ServerOptions(name, chosen, arguments);
    }
}
