package io.github.spyhop.testbed.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Debian packages with all that they depend on, unpacked into a folder instead of being installed:
 * apt verifies and downloads them with a state of its own, so neither root nor the machine's own
 * packages are involved.
 *
 * @param suite a Debian suite such as {@code sid}, or empty for the machine's own
 * @param packages what is asked for
 * @param wanted which of the packages depended on are unpacked too, by name
 */
public record DebianPackages(String suite, List<String> packages, Predicate<String> wanted) {

    public DebianPackages {
        packages = List.copyOf(packages);
    }

    /**
     * Downloads and unpacks them.
     *
     * @throws IOException if this is no Debian machine, or a package cannot be had
     */
    public void unpackInto(Path folder) throws IOException, InterruptedException {
        for (String program : List.of("apt-get", "dpkg-deb")) {
            if (!Command.onPath(program)) {
                throw new IOException("there is no " + program + " on this machine");
            }
        }
        Path state = Files.createTempDirectory("spyhop-apt-");
        try {
            Path configuration = configureIn(state);
            apt(configuration, "update");
            List<String> install = new ArrayList<>(List.of("install", "--yes", "--download-only"));
            install.addAll(packages);
            apt(configuration, install.toArray(String[]::new));
            for (Path archive : archivesIn(state)) {
                Command.of("dpkg-deb", "--extract", archive.toString(), folder.toString()).run();
            }
        } finally {
            Folders.delete(state);
        }
    }

    private Path configureIn(Path state) throws IOException {
        for (String each :
                List.of("lists/partial", "archives/partial", "apt.conf.d", "preferences.d")) {
            Files.createDirectories(state.resolve(each));
        }
        // No package counts as installed, so apt takes the whole closure.
        Files.createFile(state.resolve("status"));
        Files.writeString(state.resolve("sources.list"), AptSource.ofMachine().line(suite));
        String configuration =
                """
                Dir "/";
                Dir::State "%1$s";
                Dir::State::lists "%1$s/lists";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s";
                Dir::Cache::archives "%1$s/archives";
                Dir::Etc::sourcelist "%1$s/sources.list";
                Dir::Etc::sourceparts "/dev/null";
                Dir::Etc::preferences "/dev/null";
                Dir::Etc::preferencesparts "%1$s/preferences.d";
                APT::Install-Recommends "false";
                APT::Sandbox::User "";
                Acquire::Languages "none";
                // A mirror's copy of an unstable suite may be older than its stated validity; it is
                // signed all the same.
                Acquire::Check-Valid-Until "false";
                """
                        .formatted(state);
        return Files.writeString(state.resolve("apt.conf"), configuration);
    }

    private static void apt(Path configuration, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "--quiet"));
        command.addAll(List.of(words));
        new Command(
                        command,
                        Map.of(
                                "APT_CONFIG", configuration.toString(),
                                "DEBIAN_FRONTEND", "noninteractive",
                                "LC_ALL", "C.UTF-8"))
                .run();
    }

    private List<Path> archivesIn(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("archives"))) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        String unversioned = name.substring(0, name.indexOf('_'));
                        return packages.contains(unversioned) || wanted.test(unversioned);
                    })
                    .sorted()
                    .toList();
        }
    }
}
