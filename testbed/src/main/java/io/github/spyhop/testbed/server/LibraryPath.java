package io.github.spyhop.testbed.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders with shared libraries in an unpacked bundle, as {@code LD_LIBRARY_PATH} wants them. */
public final class LibraryPath {

    private static final int DEPTH_MAX = 5;

    private LibraryPath() {}

    public static String of(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle, DEPTH_MAX)) {
            return files.filter(file -> file.getFileName().toString().contains(".so"))
                    .filter(file -> file.toString().contains("/lib/"))
                    .map(file -> String.valueOf(file.getParent()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(":"));
        }
    }
}
