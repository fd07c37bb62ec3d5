package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs servers as containers that end with this JVM, by Testcontainers. */
final class DockerContainers implements ServerHost {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final String PASSWORD = "spyhop";

    @Override
    public String title() {
        return "Docker containers";
    }

    @Override
    public RunningServer start(ServerKind kind, ServerOptions options) {
        int port =
                options.port() == 0
                        ? FreePort.any()
                        : FreePort.orTaken(options.port(), kind.title());
        ServerAddress address = ServerLogin.of(kind, port, PASSWORD);
        ContainerServer server = new ContainerServer(address, options);
        server.startAgain();
        return server;
    }

    private static final class ContainerServer implements RunningServer {

        private final ServerAddress address;
        private final GenericContainer<?> container;

        @SuppressWarnings("resource") // ended by Testcontainers with the JVM, or by stop()
        ContainerServer(ServerAddress address, ServerOptions options) {
            this.address = address;
            ServerImage image = ServerImage.of(address, options);
            container =
                    new GenericContainer<>(DockerImageName.parse(image.name()))
                            .withEnv(image.environment())
                            .withCommand(image.arguments().toArray(String[]::new));
            container.setPortBindings(List.of("127.0.0.1:" + address.port() + ":" + image.port()));
        }

        @Override
        public ServerAddress address() {
            return address;
        }

        @Override
        public void stop() {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        }

        @Override
        public void kill() {
            container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        }

        @Override
        public void administer(String program, String... arguments) {
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(List.of(arguments));
            try {
                ExecResult result = container.execInContainer(command.toArray(String[]::new));
                if (result.getExitCode() != 0) {
                    throw new IOException(program + ": " + result.getStderr());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public void startAgain() {
            try {
                if (container.getContainerId() == null) {
                    container.start();
                } else {
                    container
                            .getDockerClient()
                            .startContainerCmd(container.getContainerId())
                            .exec();
                }
                ServerProbe.await(address, READY_MAX);
            } catch (RuntimeException failure) {
                throw ServerUnavailableException.notInContainer(address.kind(), failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw ServerUnavailableException.notInContainer(address.kind(), interrupted);
            }
        }
    }
}
