package io.github.spyhop.testbed;

import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.DockerEngine;
import io.github.spyhop.testbed.server.LocalProcesses;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerHost;
import io.github.spyhop.testbed.server.ServerHosts;
import io.github.spyhop.testbed.server.ServerKind;
import io.github.spyhop.testbed.server.ServerOptions;
import io.github.spyhop.testbed.server.ServerSheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real servers of a test: those that {@code ./spyhop test} started once for all modules (the
 * environment variable {@value #SHEET} names their sheet), else servers of this JVM, started when
 * first asked for and ended with it.
 */
public final class RealServers {

    /** Names the {@link ServerSheet} of servers that run already. */
    public static final String SHEET = "SPYHOP_SERVERS";

    private static final String PREFIX = "spyhop-servers-";
    private static final RealServers SHARED = new RealServers();

    private final Map<ServerKind, ServerAddress> addresses = new EnumMap<>(ServerKind.class);
    private final List<RunningServer> own = new ArrayList<>();
    private final ServerHost host;

    private RealServers() {
        String sheet = System.getenv().getOrDefault(SHEET, "");
        if (!sheet.isEmpty()) {
            ServerSheet.read(Path.of(sheet))
                    .forEach(address -> addresses.put(address.kind(), address));
        }
        RunFolder run = temporaryRun();
        host =
                DockerEngine.answers()
                        ? ServerHosts.containersOfThisJvm()
                        : new LocalProcesses(UserCache.ofUser(), run);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run), "real-servers-end"));
    }

    /** The server that all tests of a kind share: use a schema, database or queue of your own in it. */
    public static ServerAddress shared(ServerKind kind) {
        return SHARED.addressOf(kind);
    }

    /**
     * A server for one test alone, which may kill it and start it again; it ends with the JVM at
     * the latest.
     *
     * @param name tells it from other servers of this kind in this JVM
     * @param arguments further arguments of a MySQL
     */
    public static RunningServer alone(ServerKind kind, String name, String... arguments) {
        return SHARED.startAlone(kind, name, List.of(arguments));
    }

    private synchronized ServerAddress addressOf(ServerKind kind) {
        return addresses.computeIfAbsent(
                kind, absent -> remembered(host.start(kind, ServerOptions.of(kind))).address());
    }

    private synchronized RunningServer startAlone(
            ServerKind kind, String name, List<String> arguments) {
        return remembered(
                host.start(kind, new ServerOptions(kind.id() + "-" + name, 0, arguments)));
    }

    private RunningServer remembered(RunningServer server) {
        own.add(server);
        return server;
    }

    private synchronized void end(RunFolder run) {
        own.reversed().forEach(RunningServer::kill);
        try {
            run.endAll();
        } catch (IOException leftover) {
            System.err.println(
                    "spyhop: cannot delete " + run.path() + ": " + leftover.getMessage());
        }
    }

    /** A run folder of this JVM; those of JVMs that died before their end are cleared away. */
    private static RunFolder temporaryRun() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            try (Stream<Path> runs = Files.list(parent)) {
                for (Path run : runs.filter(RealServers::isRun).toList()) {
                    RunFolder folder = new RunFolder(run);
                    if (folder.owner().isEmpty()) {
                        folder.endAll();
                    }
                }
            }
            // A JVM may have several: each class loader of a Quarkus test loads this class anew.
            String pid = Long.toString(ProcessHandle.current().pid());
            RunFolder run = new RunFolder(Files.createTempDirectory(parent, PREFIX + pid + "-"));
            run.claim();
            return run;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isRun(Path path) {
        return path.getFileName().toString().startsWith(PREFIX);
    }
}
