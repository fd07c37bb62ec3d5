package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Debian mirror that this machine is set up with, read from its apt sources (one-line and
 * deb822 form, sources.list(5)), so that Spyhop names no mirror of its own.
 */
record AptSource(String mirror, String keyring, String suite) {

    private static final Path APT = Path.of("/etc/apt");
    private static final Path DEBIAN_KEYRING =
            Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    static AptSource ofMachine() throws IOException {
        Map<String, String> release = osRelease();
        if (!"debian".equals(release.get("ID"))) {
            throw new IOException(
                    "this machine is not Debian but " + release.getOrDefault("NAME", "unknown"));
        }
        String suite = release.getOrDefault("VERSION_CODENAME", "stable");
        for (Path file : sourceFiles()) {
            Optional<String> mirror =
                    file.toString().endsWith(".sources")
                            ? deb822Mirror(Files.readAllLines(file), suite)
                            : oneLineMirror(Files.readAllLines(file), suite);
            if (mirror.isPresent()) {
                return new AptSource(mirror.get(), DEBIAN_KEYRING.toString(), suite);
            }
        }
        throw new IOException("no apt source under " + APT + " names a mirror of " + suite);
    }

    String line(String otherSuite) {
        return "deb [signed-by=%s] %s %s main%n"
                .formatted(keyring, mirror, otherSuite.isEmpty() ? suite : otherSuite);
    }

    static Optional<String> oneLineMirror(List<String> lines, String suite) {
        for (String line : lines) {
            List<String> words = List.of(line.replaceAll("\\[[^]]*]", " ").strip().split("\\s+"));
            if (words.size() > 2 && words.get(0).equals("deb") && words.get(2).equals(suite)) {
                return Optional.of(words.get(1));
            }
        }
        return Optional.empty();
    }

    static Optional<String> deb822Mirror(List<String> lines, String suite) {
        Map<String, List<String>> stanza = new HashMap<>();
        List<String> closed = new ArrayList<>(lines);
        closed.add("");
        for (String line : closed) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                List<String> mirrors = stanza.getOrDefault("uris", List.of());
                if (stanza.getOrDefault("suites", List.of()).contains(suite)
                        && stanza.getOrDefault("types", List.of()).contains("deb")
                        && !mirrors.isEmpty()) {
                    return Optional.of(mirrors.getFirst());
                }
                stanza.clear();
            } else if (colon > 0 && !line.startsWith("#") && !line.startsWith(" ")) {
                String values = line.substring(colon + 1).strip();
                stanza.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        values.isEmpty() ? List.of() : List.of(values.split("\\s+")));
            }
        }
        return Optional.empty();
    }

    private static List<Path> sourceFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        Path parts = APT.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (Stream<Path> entries = Files.list(parts)) {
                entries.filter(file -> file.toString().matches(".*\\.(sources|list)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (Files.isReadable(APT.resolve("sources.list"))) {
            files.add(APT.resolve("sources.list"));
        }
        return files;
    }

    private static Map<String, String> osRelease() throws IOException {
        Map<String, String> values = new HashMap<>();
        Path file = Path.of("/etc/os-release");
        if (Files.isReadable(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).replace("\"", ""));
                }
            }
        }
        return values;
    }
}
