package io.github.spyhop.cli.run;

import io.github.spyhop.testbed.process.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that {@code ./spyhop} stands in. */
public record Project(Path root) {

    /** The launcher says where it stands. */
    public static Project ofLauncher() {
        String root = System.getProperty("spyhop.project", "");
        if (root.isEmpty() || !Files.exists(Path.of(root, "pom.xml"))) {
            throw new CommandFailedException("start this by the launcher, ./spyhop");
        }
        return new Project(Path.of(root).toAbsolutePath().normalize());
    }

    /** The folder of all runs of this checkout. */
    public Path runs() {
        return root.resolve(".spyhop");
    }

    /** The state of one kind of run: demo, servers or test. */
    public RunFolder run(String name) {
        return new RunFolder(runs().resolve(name));
    }

    /** What starts a service that was built. */
    public Path serviceJar(String module) {
        Path jar = root.resolve(module).resolve("target/launcher/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CommandFailedException(module + " is not built: run ./spyhop build");
        }
        return jar;
    }

    /** The Compose file with the servers. */
    public Path serversComposeFile() {
        return root.resolve("deploy/compose.servers.yaml");
    }
}
