package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The list of a bundle's files with their sizes, written last: a bundle without it, or that differs
 * from it, is not whole. (The archives themselves were verified by the package managers.)
 */
final class Manifest {

    private static final String NAME = "MANIFEST.spyhop";

    private Manifest() {}

    static void write(Path bundle) throws IOException {
        Files.write(bundle.resolve(NAME), linesOf(bundle));
    }

    static boolean matches(Path bundle) throws IOException {
        Path manifest = bundle.resolve(NAME);
        return Files.isRegularFile(manifest)
                && Files.readAllLines(manifest).equals(linesOf(bundle));
    }

    private static List<String> linesOf(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.equals(bundle.resolve(NAME)))
                    .map(file -> file.toFile().length() + " " + bundle.relativize(file))
                    .sorted()
                    .toList();
        }
    }
}
