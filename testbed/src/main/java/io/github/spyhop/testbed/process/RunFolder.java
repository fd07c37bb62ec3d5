package io.github.spyhop.testbed.process;

import io.github.spyhop.testbed.cache.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one folder in which a run keeps its state, and the mark of its processes: each carries the
 * folder's path in its environment, as do the processes that it starts in turn, so all of them are
 * found again even if the launcher was killed.
 */
public record RunFolder(Path path) {

    /** The environment variable that names the run folder of a process. */
    public static final String MARK = "SPYHOP_RUN";

    private static final String OWNER = "owner";

    public RunFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Notes this JVM as the one that the run belongs to. */
    public void claim() throws IOException {
        Files.writeString(folder().resolve(OWNER), MarkedProcesses.noteOf(ProcessHandle.current()));
    }

    /** The live process that claimed this run, if there is one. */
    public Optional<ProcessHandle> owner() throws IOException {
        Path note = path.resolve(OWNER);
        return Files.exists(note)
                ? MarkedProcesses.ofNote(Files.readString(note))
                : Optional.empty();
    }

    /** Makes the folder, or its sub-folder, if it is absent. */
    public Path folder(String... names) throws IOException {
        Path folder = path;
        for (String name : names) {
            folder = folder.resolve(name);
        }
        return Files.createDirectories(folder);
    }

    /**
     * Starts a process of this run with its output in {@code <name>.log}.
     *
     * <p>It gets a session of its own where {@code setsid} exists, so that Ctrl-C in the terminal
     * reaches only the launcher, which then ends its processes in order.
     */
    public OwnedProcess start(String name, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = folder().resolve(name + ".log");
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put(MARK, path.toString());
        Process process = builder.start();
        MarkedProcesses.record(path, process.toHandle());
        return new OwnedProcess(name, process.toHandle(), log);
    }

    /** Ends every process that carries this folder's mark, then deletes the folder. */
    public void endAll() throws IOException {
        MarkedProcesses.endUnder(path);
        Folders.delete(path);
    }
}
