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
}
