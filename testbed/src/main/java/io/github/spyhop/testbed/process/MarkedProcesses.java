package io.github.spyhop.testbed.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and ends the processes of runs. On Linux the mark in {@code /proc/PID/environ} tells;
 * elsewhere the process ids noted at the start do, with the time of their start, since an id is
 * used again.
 */
public final class MarkedProcesses {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String NOTES = "processes";
    private static final int NOTES_DEPTH_MAX = 3;
    private static final Pattern NOTE = Pattern.compile("(\\d{1,10}) \\S+");

    private MarkedProcesses() {}

    /** The live processes of the run in this folder, or of any run in a folder below it. */
    public static List<OwnedProcess> under(Path folder) throws IOException {
        Path below = folder.toAbsolutePath().normalize();
        Map<Long, OwnedProcess> found = new TreeMap<>();
        for (OwnedProcess noted : notedUnder(below)) {
            found.put(noted.handle().pid(), noted);
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> process.pid() != ProcessHandle.current().pid())
                    .forEach(process ->
                            runOf(process)
                                    .filter(run -> run.startsWith(below))
                                    .map(run -> owned(process, run))
                                    .ifPresent(each -> found.put(process.pid(), each)));
        }
        return List.copyOf(found.values());
    }

    /** Ends them all, the newest first: services before the servers that they need to end well. */
    static void endUnder(Path folder) throws IOException {
        List<OwnedProcess> all = under(folder);
        Set<Long> ids = all.stream().map(each -> each.handle().pid()).collect(Collectors.toSet());
        // A process ends its own children.
        all.stream()
                .filter(each ->
                        each.handle().parent().filter(it -> ids.contains(it.pid())).isEmpty())
                .sorted(Comparator.comparing(MarkedProcesses::startOf).reversed())
                .forEach(MarkedProcesses::end);
        under(folder).forEach(MarkedProcesses::end);
    }

    private static Instant startOf(OwnedProcess process) {
        return process.handle().info().startInstant().orElse(Instant.EPOCH);
    }

    /** Ends one of them, with a grace period before it is forced. */
    public static void end(OwnedProcess process) {
        process.stop(GRACE);
    }

    static void record(Path run, ProcessHandle process) throws IOException {
        Files.writeString(
                run.resolve(NOTES),
                noteOf(process) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static OwnedProcess owned(ProcessHandle process, Path run) {
        String command = process.info().command().orElse("process " + process.pid());
        String name = Path.of(command).getFileName().toString();
        return new OwnedProcess(name, process, run.resolve(name + ".log"));
    }

    private static Optional<Path> runOf(ProcessHandle process) {
        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            String text = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
            return text.lines()
                    .flatMap(line -> Stream.of(line.split("\0")))
                    .filter(entry -> entry.startsWith(RunFolder.MARK + "="))
                    .map(entry -> Path.of(entry.substring(RunFolder.MARK.length() + 1)))
                    .findFirst();
        } catch (IOException notLinuxOrNotOurs) {
            return Optional.empty();
        }
    }

    private static List<OwnedProcess> notedUnder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<OwnedProcess> alive = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, NOTES_DEPTH_MAX)) {
            for (Path notes : files.filter(file -> file.endsWith(NOTES)).toList()) {
                for (String note : Files.readAllLines(notes)) {
                    ofNote(note)
                            .map(process -> owned(process, notes.resolveSibling("")))
                            .ifPresent(alive::add);
                }
            }
        }
        return alive;
    }

    /** The live process of a note; empty also for a note that a full disk has cut. */
    static Optional<ProcessHandle> ofNote(String note) {
        Matcher form = NOTE.matcher(note);
        return form.matches()
                ? ProcessHandle.of(Long.parseLong(form.group(1)))
                        .filter(process -> noteOf(process).equals(note))
                : Optional.empty();
    }

    /** The id and start of a process, since ids are used again. */
    static String noteOf(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }
}
