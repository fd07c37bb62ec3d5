package io.github.spyhop.testbed.cache;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of another program to its end, its output kept for the error message. */
public record Command(List<String> words, Map<String, String> environment) {

    private static final Duration TIME_MAX = Duration.ofMinutes(15);
    private static final int QUOTED_LINES_MAX = 5;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    public static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs it and gives its output.
     *
     * @throws IOException if it cannot be started, takes too long or exits with another status than
     *     0; the message quotes its last lines
     */
    public String run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("spyhop-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(new File("/dev/null"));
            Process process = builder.start();
            boolean ended = process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended) {
                process.destroyForcibly();
                throw new IOException(this + " did not end within " + TIME_MAX);
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        this + " failed with status " + process.exitValue() + ": " + lastOf(text));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastOf(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return String.join(
                " | ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES_MAX), lines.size()));
    }

    @Override
    public String toString() {
        return "`" + String.join(" ", words) + "`";
    }
}
