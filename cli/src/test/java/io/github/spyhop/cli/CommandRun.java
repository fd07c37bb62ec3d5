package io.github.spyhop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as the launcher runs it, in a process of its own.
 *
 * @param status its exit code
 * @param written to standard output
 * @param errors written to standard error
 */
record CommandRun(int status, String written, String errors) {

    static CommandRun of(byte[] input, String... arguments)
            throws IOException, InterruptedException {
        return of(List.of(), input, arguments);
    }

    /** As the launcher runs it where standard error is a terminal. */
    static CommandRun onTerminal(String... arguments) throws IOException, InterruptedException {
        return of(List.of("-Dspyhop.terminal.errors=true"), new byte[0], arguments);
    }

    private static CommandRun of(List<String> options, byte[] input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("spyhop-command", ".out");
        Path err = Files.createTempFile("spyhop-command", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            // A JVM announces it on standard error.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException ended) {
                // It refused its options and did not wait for input.
            }
            int status = process.waitFor();
            return new CommandRun(
                    status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
