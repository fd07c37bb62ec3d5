package io.github.spyhop.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link DigestBenchmark} and what fingerprinters this machine has, and prints one table for
 * each source of statements. Arguments: files of statements; sysbench's come first.
 */
public final class DigestBench {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final TimeValue ITERATION = TimeValue.seconds(2);
    private static final int WARMUPS = 4;
    private static final int ITERATIONS = 4;
    private static final double NANOS = 1e9;

    private DigestBench() {}

    public static void main(String[] files)
            throws RunnerException, IOException, InterruptedException {
        List<String> sources = new ArrayList<>(List.of(Statements.SYSBENCH));
        sources.addAll(List.of(files));
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(DigestBenchmark.class.getName())
                                        .param("source", sources.toArray(String[]::new))
                                        .forks(1)
                                        .warmupIterations(WARMUPS)
                                        .warmupTime(ITERATION)
                                        .measurementIterations(ITERATIONS)
                                        .measurementTime(ITERATION)
                                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g")
                                        .addProfiler(GCProfiler.class)
                                        .addProfiler(CpuTime.class)
                                        .build())
                        .run();
        for (String source : sources) {
            print(source, results);
        }
    }

    private static void print(String source, Collection<RunResult> results)
            throws IOException, InterruptedException {
        List<String> statements = Statements.of(source);
        long bytes = statements.stream().mapToLong(sql -> sql.getBytes(UTF_8).length).sum();
        double bytesMean = (double) bytes / statements.size();
        System.out.printf(
                "%n%s: %d distinct statements, %.1f bytes each%n",
                Path.of(source).getFileName(), statements.size(), bytesMean);
        System.out.printf(
                "%-16s %20s %14s %16s%n", "", "statements/CPU s", "MB/CPU s", "bytes/statement");
        for (RunResult result : results) {
            if (result.getParams().getParam("source").equals(source)) {
                String name = result.getPrimaryResult().getLabel();
                double nanos = score(result, CpuTime.LABEL);
                double allocated = score(result, ALLOCATION);
                print(name, NANOS / nanos, bytesMean, "%.2f".formatted(allocated));
            }
        }
        ptFingerprint(statements)
                .ifPresent(rate -> print("pt-fingerprint", rate, bytesMean, "not measured"));
    }

    private static double score(RunResult result, String label) {
        return Objects.requireNonNull(result.getSecondaryResults().get(label), label).getScore();
    }

    private static void print(String name, double rate, double bytesMean, String allocated) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %,20.0f %14.1f %16s%n",
                name,
                rate,
                rate * bytesMean / 1e6,
                allocated);
    }

    /** Statements per CPU second of Percona's pt-fingerprint, if it is on the PATH. */
    private static OptionalDouble ptFingerprint(List<String> statements)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("statements", ".sql");
        try {
            // It takes a semicolon at the end of a line for a statement's end.
            Files.writeString(file, String.join(";\n", statements) + ";\n");
            Process shell =
                    new ProcessBuilder(
                                    "bash",
                                    "-c",
                                    "TIMEFORMAT='%U %S'; time pt-fingerprint \"$1\" >/dev/null 2>&1",
                                    "bash",
                                    file.toString())
                            .redirectErrorStream(true)
                            .start();
            String[] seconds =
                    new String(shell.getInputStream().readAllBytes(), UTF_8).strip().split(" ");
            if (shell.waitFor() != 0) {
                return OptionalDouble.empty();
            }
            double cpu = Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
            return OptionalDouble.of(statements.size() / cpu);
        } finally {
            Files.delete(file);
        }
    }
}
