package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The user's folder of downloads: {@code $SPYHOP_CACHE}, else {@code $XDG_CACHE_HOME/spyhop}, else
 * {@code ~/.cache/spyhop}. It holds bundles: folders that are installed whole or not at all, once,
 * and checked against their manifest at each use.
 */
public record UserCache(Path folder) {

    /** Fills a new bundle. */
    @FunctionalInterface
    public interface Installer {

        /**
         * @param staging the empty folder to fill
         * @param home where the bundle will stand, for files that must name their own place
         */
        void install(Path staging, Path home) throws IOException, InterruptedException;
    }

    public static UserCache ofUser() {
        Map<String, String> environment = System.getenv();
        String own = environment.getOrDefault("SPYHOP_CACHE", "");
        if (!own.isBlank()) {
            return new UserCache(Path.of(own).toAbsolutePath());
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches =
                xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new UserCache(caches.resolve("spyhop").toAbsolutePath());
    }

    /**
     * The folder of a bundle, installed first if it is absent or does not match its manifest.
     *
     * @throws IOException with the cause in its message, if it cannot be installed; nothing of it
     *     is left then
     */
    public Path bundle(String name, Installer installer) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path home = folder.resolve(name);
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(name + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock ignored = channel.lock()) {
            if (!Manifest.matches(home)) {
                installAnew(home, installer);
            }
        }
        return home;
    }

    private void installAnew(Path home, Installer installer)
            throws IOException, InterruptedException {
        Path staging = folder.resolve(home.getFileName() + ".partial");
        Folders.delete(staging);
        Folders.delete(home);
        try {
            Files.createDirectories(staging);
            installer.install(staging, home);
            Manifest.write(staging);
            Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(staging);
        }
    }
}
