package io.github.spyhop.cli.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Says what is under way, and how long it took. */
public final class Progress {

    private final PrintStream out;
    private final boolean isTerminal;

    public Progress() {
        this(System.out, Boolean.getBoolean("spyhop.terminal"));
    }

    private Progress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Where the result is written to standard output. */
    public static Progress onStandardError() {
        return new Progress(System.err, Boolean.getBoolean("spyhop.terminal.errors"));
    }

    /** Runs a step; its title stands there while it works, with its time once it is done. */
    public <T> T step(String title, Callable<T> work) throws Exception {
        Instant start = Instant.now();
        if (isTerminal) {
            out.print("  … " + title);
            out.flush();
        }
        try {
            T result = work.call();
            end("✓", title, start);
            return result;
        } catch (Exception failure) {
            end("✗", title, start);
            throw failure;
        }
    }

    /** Replaces the line on a terminal; elsewhere nothing, since such a log would only grow. */
    public void update(String line) {
        if (isTerminal) {
            out.print("\r\033[2K  … " + line);
            out.flush();
        }
    }

    /** Takes the line of {@link #update} away. */
    public void clear() {
        if (isTerminal) {
            out.print("\r\033[2K");
            out.flush();
        }
    }

    public void say(String line) {
        out.println((isTerminal ? "\r\033[2K" : "") + line);
        out.flush();
    }

    private synchronized void end(String sign, String title, Instant start) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        say("  %s %s (%.1f s)".formatted(sign, title, seconds));
    }
}
