package io.github.spyhop.cli;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.cli.run.Leftovers;
import io.github.spyhop.cli.run.Progress;
import io.github.spyhop.cli.run.Project;
import io.github.spyhop.cli.run.Servers;
import io.github.spyhop.cli.run.TestReports;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.DockerEngine;
import io.github.spyhop.testbed.server.ServerKind;
import io.github.spyhop.testbed.server.ServerOptions;
import io.github.spyhop.testbed.server.ServerSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs every test on real servers, which all modules share. */
@Command(
        name = "test",
        description = "Runs all checks and tests: units, the real servers, the page in a browser.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    private static final String SHEET = "servers.properties";

    @Option(
            names = {"-m", "--module"},
            description = "Only this module and what it needs; may be repeated.")
    private List<String> modules = new ArrayList<>();

    @Parameters(
            paramLabel = "MAVEN-OPTION",
            description = "Passed on to Maven, after --, such as -Dit.test=StoreIT.")
    private List<String> mavenOptions = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Project project = Project.ofLauncher();
        RunFolder run = project.run("test");
        Leftovers.clear(project, run);
        run.claim();
        Progress progress = new Progress();
        Thread end = new Thread(() -> end(project, run), "test-end");
        Runtime.getRuntime().addShutdownHook(end);
        Instant start = Instant.now();
        int status = maven(project, startServers(project, run, progress));
        progress.say("");
        TestReports.printSince(start, project, progress);
        return status;
    }

    /** The environment that tells the tests where the servers are; with Docker each module starts its own. */
    private static Map<String, String> startServers(
            Project project, RunFolder run, Progress progress) throws IOException {
        if (DockerEngine.answers()) {
            return Map.of();
        }
        Map<ServerKind, ServerOptions> wanted = new EnumMap<>(ServerKind.class);
        for (ServerKind kind : ServerKind.values()) {
            wanted.put(kind, ServerOptions.of(kind));
        }
        Path sheet = run.path().resolve(SHEET);
        ServerSheet.write(
                sheet, List.copyOf(Servers.lasting(project, run).start(wanted, progress).values()));
        return Map.of(RealServers.SHEET, sheet.toString());
    }

    private int maven(Project project, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("spyhop.maven", "mvn"));
        words.add("--batch-mode");
        if (!modules.isEmpty()) {
            words.addAll(List.of("--projects", String.join(",", modules), "--also-make"));
        }
        words.addAll(mavenOptions);
        words.add("verify");
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(project.root().toFile()).inheritIO();
        builder.environment().putAll(environment);
        builder.environment().put(RunFolder.MARK, project.run("test").path().toString());
        return builder.start().waitFor();
    }

    private static void end(Project project, RunFolder run) {
        try {
            run.endAll();
        } catch (IOException leftover) {
            throw new CommandFailedException(
                    "cannot clear " + project.root().relativize(run.path()), leftover);
        }
    }
}
