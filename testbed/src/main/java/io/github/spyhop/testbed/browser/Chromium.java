package io.github.spyhop.testbed.browser;

import io.github.spyhop.testbed.cache.DebianPackages;
import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.server.LibraryPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Chromium for the page tests: the machine's own, else Debian's from the user's cache.
 *
 * @param program what to start
 * @param environment what to start it with, besides the test's own environment
 */
public record Chromium(Path program, Map<String, String> environment) {

    /** How it is started without a screen, without root's sandbox, and without calling anyone. */
    public static final List<String> ARGUMENTS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public Chromium {
        environment = Map.copyOf(environment);
    }

    /**
     * Finds one, or downloads it.
     *
     * @throws IllegalStateException if there is none to be had; the message says what to do
     */
    public static Chromium find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return new Chromium(program, Map.of());
                }
            }
        }
        try {
            return ofDebian(UserCache.ofUser());
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "No Chromium for the page tests: %s. Install chromium or google-chrome, so that it is on the PATH."
                            .formatted(failure.getMessage()),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Chromium ofDebian(UserCache cache) throws IOException, InterruptedException {
        Path bundle =
                cache.bundle(
                        "chromium",
                        (staging, home) -> {
                            new DebianPackages(
                                            "",
                                            List.of("chromium", "fonts-dejavu-core", "fonts-nanum"),
                                            name ->
                                                    name.startsWith("chromium")
                                                            || (name.startsWith("lib")
                                                                    && !name.equals("libc6")))
                                    .unpackInto(staging);
                            Files.writeString(staging.resolve("fonts.conf"), fonts(home));
                        });
        return new Chromium(
                bundle.resolve("usr/lib/chromium/chromium"),
                Map.of(
                        "LD_LIBRARY_PATH", LibraryPath.of(bundle),
                        "FONTCONFIG_FILE", bundle.resolve("fonts.conf").toString()));
    }

    private static String fonts(Path home) {
        return """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
        <fontconfig>
          <dir>%s</dir>
          <cachedir prefix="xdg">fontconfig</cachedir>
        </fontconfig>
        """
                .formatted(home.resolve("usr/share/fonts"));
    }
}
