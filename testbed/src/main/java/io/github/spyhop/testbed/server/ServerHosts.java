package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.RunFolder;
import java.nio.file.Path;

/** Chooses where servers run. */
public final class ServerHosts {

    private ServerHosts() {}

    /** Containers that Testcontainers ends with this JVM. */
    public static ServerHost containersOfThisJvm() {
        return new DockerContainers();
    }

    /**
     * Servers that outlive this JVM: containers of Compose where Docker answers, else processes.
     *
     * @param composeFile the file of {@code deploy/} with the servers
     */
    public static ServerHost lasting(RunFolder run, Path composeFile) {
        return DockerEngine.answers()
                ? new ComposeProject(run, composeFile)
                : new LocalProcesses(UserCache.ofUser(), run);
    }

    /** Ends the containers that an earlier run left, if a Docker engine answers. */
    public static void endContainers(RunFolder run, Path composeFile) {
        if (DockerEngine.answers()) {
            new ComposeProject(run, composeFile).end();
        }
    }

    /**
     * Asks a server once whether it answers a client that logs in.
     *
     * @throws ServerUnavailableException if it does not
     */
    public static void probe(ServerAddress address) {
        try {
            ServerProbe.probe(address);
        } catch (Exception silent) {
            throw ServerUnavailableException.notAnswering(address, silent);
        }
    }
}
