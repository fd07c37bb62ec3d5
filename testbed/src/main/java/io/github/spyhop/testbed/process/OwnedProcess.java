package io.github.spyhop.testbed.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of a run, with the file that its output goes to. */
public record OwnedProcess(String name, ProcessHandle handle, Path log) {

    private static final int QUOTED_LINES_MAX = 8;

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** Asks it to end (SIGTERM), and forces it (SIGKILL) after the grace period. */
    public void stop(Duration grace) {
        handle.destroy();
        if (!endsWithin(grace)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL), as a crash would. */
    public void kill() {
        handle.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(10))) {
            throw new IllegalStateException(
                    "process " + handle.pid() + " (" + name + ") survived SIGKILL");
        }
    }

    /** The last lines of its output, for an error message. */
    public String lastLines() {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - QUOTED_LINES_MAX), lines.size()));
        } catch (IOException unreadable) {
            return "(" + log + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            handle.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillAlive) {
            return !handle.isAlive();
        } catch (ExecutionException cannotBeAwaited) {
            return !handle.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }
}
