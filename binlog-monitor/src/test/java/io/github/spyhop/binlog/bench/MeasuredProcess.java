package io.github.spyhop.binlog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose CPU time and memory Linux counts. */
final class MeasuredProcess implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double KILOBYTES = 1024;

    private final Process process;

    MeasuredProcess(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** User and system time so far. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(behindName[USER_TICKS]) + Long.parseLong(behindName[SYSTEM_TICKS]))
                / TICKS_PER_SECOND;
    }

    /** The most memory that was resident. */
    double peakMegabytes() {
        Matcher peak = PEAK.matcher(read("status"));
        if (!peak.find()) {
            throw new IllegalStateException("no VmHWM");
        }
        return Long.parseLong(peak.group(1)) / KILOBYTES;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException ended) {
            throw new IllegalStateException(ended);
        }
    }

    /** Asks it to end, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
