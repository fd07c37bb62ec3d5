package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A gzipped tar archive, unpacked by the machine's own {@code tar}. */
public final class TarGzip {

    private TarGzip() {}

    public static void unpack(InputStream archive, Path folder)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "archive-", ".tar.gz");
        try {
            Files.copy(archive, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Command.of("tar", "-xzf", file.toString(), "-C", folder.toString()).run();
        } finally {
            Files.delete(file);
        }
    }
}
