package io.github.spyhop.cli.run;

import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerHost;
import io.github.spyhop.testbed.server.ServerHosts;
import io.github.spyhop.testbed.server.ServerKind;
import io.github.spyhop.testbed.server.ServerOptions;
import io.github.spyhop.testbed.server.ServerUnavailableException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts several servers at once. */
public record Servers(ServerHost host) {

    /** Servers that outlive this command. */
    public static Servers lasting(Project project, RunFolder run) {
        return new Servers(ServerHosts.lasting(run, project.serversComposeFile()));
    }

    /** Starts them and gives their addresses; if one fails, its error is raised when all have ended. */
    public Map<ServerKind, ServerAddress> start(
            Map<ServerKind, ServerOptions> wanted, Progress progress) {
        Map<ServerKind, CompletableFuture<RunningServer>> starting =
                new EnumMap<>(ServerKind.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            wanted.forEach((kind, options) ->
                    starting.put(
                            kind,
                            CompletableFuture.supplyAsync(
                                    () -> start(kind, options, progress), threads)));
        }
        Map<ServerKind, ServerAddress> addresses = new EnumMap<>(ServerKind.class);
        try {
            starting.forEach((kind, server) -> addresses.put(kind, server.join().address()));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
        return addresses;
    }

    private RunningServer start(ServerKind kind, ServerOptions options, Progress progress) {
        long start = System.nanoTime();
        RunningServer server = host.start(kind, options);
        progress.say(
                "  ✓ %s on %s:%d, %s (%.1f s)"
                        .formatted(
                                kind.title(),
                                server.address().host(),
                                server.address().port(),
                                host.title(),
                                (System.nanoTime() - start) / 1e9));
        return server;
    }

    /**
     * Looks at every port that was asked for before anything is started.
     *
     * @throws io.github.spyhop.testbed.process.FreePort.PortTakenException if one is taken
     */
    public static void checkPorts(Map<ServerKind, ServerOptions> wanted) {
        wanted.forEach((kind, options) -> {
            if (options.port() != 0) {
                FreePort.orTaken(options.port(), kind.title());
            }
        });
    }

    public static boolean isUp(ServerAddress address) {
        return answerOf(address).isEmpty();
    }

    /** Empty if the server answers, else why it does not. */
    public static String answerOf(ServerAddress address) {
        try {
            ServerHosts.probe(address);
            return "";
        } catch (ServerUnavailableException silent) {
            return String.valueOf(silent.getMessage());
        }
    }
}
