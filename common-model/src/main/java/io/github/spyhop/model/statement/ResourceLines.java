package io.github.spyhop.model.statement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables of this package: lines of text, without comments and empty ones. */
final class ResourceLines {

    private ResourceLines() {}

    static List<String> read(String name) {
        InputStream resource = ResourceLines.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IllegalStateException(name + " is missing from common-model");
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
