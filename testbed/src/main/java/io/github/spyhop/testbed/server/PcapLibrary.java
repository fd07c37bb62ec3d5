package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.DebianPackages;
import io.github.spyhop.testbed.cache.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The libpcap that probes load: the machine's own, else one in the user's cache. */
public final class PcapLibrary {

    private static final String NAME = "libpcap.so";
    private static final List<Path> SYSTEM_FOLDERS =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/lib"));
    private static final int DEPTH_MAX = 2;

    private PcapLibrary() {}

    /**
     * The library's file; downloaded first if the machine has none.
     *
     * @throws UncheckedIOException if it cannot be had
     */
    public static Path find() {
        try {
            Optional<Path> own = installed();
            return own.isPresent() ? own.get() : cached(UserCache.ofUser());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "libpcap could not be had: install it (Debian's package is libpcap0.8)",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", interrupted));
        }
    }

    private static Optional<Path> installed() throws IOException {
        for (Path folder : SYSTEM_FOLDERS) {
            Optional<Path> found = in(folder);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Path cached(UserCache cache) throws IOException, InterruptedException {
        Path bundle =
                cache.bundle(
                        "libpcap",
                        (staging, home) ->
                                new DebianPackages("", List.of("libpcap0.8"), name -> false)
                                        .unpackInto(staging));
        return in(bundle.resolve("usr/lib"))
                .orElseThrow(() -> new IOException("no " + NAME + " in " + bundle));
    }

    private static Optional<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(NAME))
                    .sorted()
                    .findFirst();
        }
    }
}
