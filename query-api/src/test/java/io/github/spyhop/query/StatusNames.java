package io.github.spyhop.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The status variables that the collector keeps, read from its source. */
final class StatusNames {

    private static final Path SOURCE =
            Path.of("../collector-service/src/main/java/io/github/spyhop/collector")
                    .resolve("poll/status/StatusVariables.java");

    private static final Pattern COMMAND = Pattern.compile("[a-z]+(_[a-z]+)?");
    private static final Pattern LITERAL = Pattern.compile("^ +\"(\\w+)\"", Pattern.MULTILINE);

    private StatusNames() {}

    static List<String> collected() {
        try {
            return LITERAL.matcher(Files.readString(SOURCE))
                    .results()
                    .map(found -> found.group(1))
                    .map(name -> COMMAND.matcher(name).matches() ? "Com_" + name : name)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
