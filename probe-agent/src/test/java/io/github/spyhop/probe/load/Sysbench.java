package io.github.spyhop.probe.load;

import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's sysbench with its oltp_read_write, on the loopback. */
record Sysbench(ServerAddress server, String schema) {

    private static final int TABLES = 4;
    private static final int ROWS = 10_000;
    static final int THREADS = 8;
    private static final Pattern QUERIES = Pattern.compile("queries:\\s+(\\d+)");
    private static final Pattern ERRORS = Pattern.compile("ignored errors:\\s+(\\d+)");

    /** What it says that it sent; a refused statement is not among the queries. */
    record Said(long queries, long ignoredErrors) {

        long statements() {
            return queries + ignoredErrors;
        }
    }

    /** Fills the tables. */
    void prepare() throws IOException, InterruptedException {
        run("disable", "prepare", 0);
    }

    Said run(boolean prepared, int seconds) throws IOException, InterruptedException {
        String output = run(prepared ? "auto" : "disable", "run", seconds);
        return new Said(number(QUERIES, output), number(ERRORS, output));
    }

    private static long number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("sysbench did not say " + pattern + ": " + output);
        }
        return Long.parseLong(found.group(1));
    }

    private String run(String preparedMode, String command, int seconds)
            throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "sysbench",
                                "oltp_read_write",
                                "--mysql-host=" + server.host(),
                                "--mysql-port=" + server.port(),
                                "--mysql-user=" + server.user(),
                                "--mysql-password=" + server.password(),
                                "--mysql-db=" + schema,
                                "--mysql-ssl=off",
                                "--tables=" + TABLES,
                                "--table-size=" + ROWS,
                                "--range-size=20",
                                "--threads=" + THREADS,
                                "--db-ps-mode=" + preparedMode));
        if (seconds > 0) {
            line.add("--time=" + seconds);
        }
        line.add(command);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("sysbench " + command + " ended with " + code + ": " + output);
        }
        return output;
    }
}
