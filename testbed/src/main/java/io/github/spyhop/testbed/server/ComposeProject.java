package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.Command;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs servers as containers of one Compose project, which outlive this JVM. */
final class ComposeProject implements ServerHost {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final String PASSWORD = "spyhop";

    private final Path composeFile;
    private final String project;
    private final Map<String, String> environment = new HashMap<>();

    ComposeProject(RunFolder run, Path composeFile) {
        this.composeFile = composeFile;
        this.project = nameOf(run);
        environment.put("SPYHOP_SERVER_PASSWORD", PASSWORD);
    }

    /** The project's name for a run, the same in every JVM. */
    static String nameOf(RunFolder run) {
        String folder = String.valueOf(run.path().getFileName()).toLowerCase(Locale.ROOT);
        return "spyhop-" + folder + "-" + Integer.toHexString(run.path().hashCode());
    }

    @Override
    public String title() {
        return "Docker Compose";
    }

    @Override
    public RunningServer start(ServerKind kind, ServerOptions options) {
        int port =
                options.port() == 0
                        ? FreePort.any()
                        : FreePort.orTaken(options.port(), kind.title());
        environment.put(
                "SPYHOP_" + kind.id().toUpperCase(Locale.ROOT) + "_PORT", Integer.toString(port));
        ComposeServer server = new ComposeServer(ServerLogin.of(kind, port, PASSWORD));
        server.startAgain();
        return server;
    }

    /** Ends every container of this project, with its data. */
    void end() {
        compose("down", "--volumes", "--remove-orphans");
    }

    private void compose(String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of("docker", "compose", "-p", project, "-f", composeFile.toString()));
        command.addAll(List.of(words));
        try {
            new Command(command, environment).run();
        } catch (IOException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private final class ComposeServer implements RunningServer {

        private final ServerAddress address;

        ComposeServer(ServerAddress address) {
            this.address = address;
        }

        @Override
        public ServerAddress address() {
            return address;
        }

        @Override
        public void stop() {
            compose("rm", "--stop", "--force", "--volumes", address.kind().id());
        }

        @Override
        public void kill() {
            compose("kill", address.kind().id());
        }

        @Override
        public void administer(String program, String... arguments) {
            List<String> words =
                    new ArrayList<>(List.of("exec", "-T", address.kind().id(), program));
            words.addAll(List.of(arguments));
            compose(words.toArray(String[]::new));
        }

        @Override
        public void startAgain() {
            try {
                compose("up", "--detach", address.kind().id());
                ServerProbe.await(address, READY_MAX);
            } catch (IllegalStateException failure) {
                throw ServerUnavailableException.notInContainer(address.kind(), failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw ServerUnavailableException.notInContainer(address.kind(), interrupted);
            }
        }
    }
}
