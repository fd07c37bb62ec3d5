package io.github.spyhop.testbed.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers here. */
public final class DockerEngine {

    private DockerEngine() {}

    /**
     * {@code SPYHOP_SERVERS_IN=local} or {@code docker} decides; otherwise the engine is asked, if
     * there is a socket to ask at.
     */
    public static boolean answers() {
        return switch (System.getenv().getOrDefault("SPYHOP_SERVERS_IN", "")) {
            case "local" -> false;
            case "docker" -> true;
            default -> hasSocket() && DockerClientFactory.instance().isDockerAvailable();
        };
    }

    private static boolean hasSocket() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(
                        Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
    }
}
