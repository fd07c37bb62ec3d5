package io.github.spyhop.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adds up what Surefire and Failsafe reported of each module. */
public final class TestReports {

    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*?>", Pattern.DOTALL);
    private static final int MODULE_DEPTH = 4;

    private TestReports() {}

    /** Prints the sums of the reports that were written since then, a line each. */
    public static void printSince(Instant start, Project project, Progress progress)
            throws IOException {
        progress.say("Surefire: " + sumOf("surefire-reports", start, project));
        progress.say("Failsafe: " + sumOf("failsafe-reports", start, project));
    }

    private static String sumOf(String folder, Instant start, Project project) throws IOException {
        long[] sums = new long[4];
        List<String> names = List.of("tests", "failures", "errors", "skipped");
        try (Stream<Path> files = Files.walk(project.root(), MODULE_DEPTH)) {
            for (Path file : files.filter(each -> isReport(each, folder)).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                    continue;
                }
                Matcher suite = SUITE.matcher(Files.readString(file));
                for (int i = 0; suite.reset().find() && i < names.size(); i++) {
                    sums[i] += numberOf(suite.group(), names.get(i));
                }
            }
        }
        return "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
                .formatted(sums[0], sums[1], sums[2], sums[3]);
    }

    private static boolean isReport(Path file, String folder) {
        Path parent = file.getParent();
        return parent != null
                && parent.endsWith(folder)
                && file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static long numberOf(String suite, String attribute) {
        Matcher value = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(suite);
        return value.find() ? Long.parseLong(value.group(1)) : 0;
    }
}
