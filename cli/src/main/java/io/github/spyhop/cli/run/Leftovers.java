package io.github.spyhop.cli.run;

import io.github.spyhop.testbed.process.MarkedProcesses;
import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import io.github.spyhop.testbed.server.ServerHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs of this checkout left behind, or still hold. */
public final class Leftovers {

    private Leftovers() {}

    /** Ends every run of this checkout, with the command that owns it; gives what was ended. */
    public static List<String> endAll(Project project) throws IOException {
        List<String> ended = new ArrayList<>();
        for (RunFolder run : runsOf(project)) {
            ended.addAll(end(project, run));
        }
        return ended;
    }

    /**
     * Ends what an earlier run of this name left behind.
     *
     * @throws CommandFailedException if that run is still alive
     */
    public static void clear(Project project, RunFolder run) throws IOException {
        Optional<ProcessHandle> owner = run.owner();
        if (owner.isPresent()) {
            throw new CommandFailedException(
                    "%s runs already (process %d): stop it there by Ctrl-C, or by `./spyhop servers down`"
                            .formatted(run.path().getFileName(), owner.get().pid()));
        }
        end(project, run);
    }

    private static List<String> end(Project project, RunFolder run) throws IOException {
        List<String> ended = new ArrayList<>();
        Optional<ProcessHandle> owner = run.owner();
        if (owner.isPresent()) {
            MarkedProcesses.end(
                    new OwnedProcess("spyhop", owner.get(), run.path().resolve("owner")));
            ended.add(run.path().getFileName() + ": its command, process " + owner.get().pid());
        }
        for (OwnedProcess process : MarkedProcesses.under(run.path())) {
            ended.add(
                    "%s: %s, process %d"
                            .formatted(
                                    run.path().getFileName(),
                                    process.name(),
                                    process.handle().pid()));
        }
        ServerHosts.endContainers(run, project.serversComposeFile());
        run.endAll();
        return ended;
    }

    private static List<RunFolder> runsOf(Project project) throws IOException {
        if (!Files.isDirectory(project.runs())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(project.runs())) {
            return folders.filter(Files::isDirectory).map(RunFolder::new).toList();
        }
    }
}
