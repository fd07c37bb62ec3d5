package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.DebianPackages;
import io.github.spyhop.testbed.cache.TarGzip;
import io.github.spyhop.testbed.cache.UserCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of one MySQL version, and how its program is called from where they lie. */
interface MySqlPackage {

    /** Downloads it if it is not in the cache yet. */
    void obtain() throws IOException, InterruptedException;

    /** The program with the arguments that tell it where its own files are. */
    List<String> command() throws IOException, InterruptedException;

    /** What the program needs in its environment. */
    Map<String, String> environment() throws IOException, InterruptedException;

    /** MySQL 9.7 of Debian's unstable suite, run by the dynamic loader and libraries of that suite. */
    static MySqlPackage newest(UserCache cache) {
        return new Unstable(cache);
    }

    /** MySQL 8.0.15, which a Maven artifact carries. */
    static MySqlPackage early80(UserCache cache) {
        return new Early80(cache);
    }

    /** See {@link #newest}. */
    record Unstable(UserCache cache) implements MySqlPackage {

        @Override
        public void obtain() throws IOException, InterruptedException {
            root();
        }

        private Path root() throws IOException, InterruptedException {
            return cache.bundle(
                    "mysql-9.7",
                    (staging, home) ->
                            new DebianPackages(
                                            "sid",
                                            List.of("mysql-server-core"),
                                            name ->
                                                    name.startsWith("lib")
                                                            || name.startsWith("openssl"))
                                    .unpackInto(staging));
        }

        @Override
        public List<String> command() throws IOException, InterruptedException {
            Path root = root();
            Path usr = root.resolve("usr");
            Path loader = loaderIn(usr.resolve("lib"));
            List<String> words = new ArrayList<>();
            words.add(loader.toString());
            words.addAll(List.of("--library-path", loader.resolveSibling("").toString()));
            words.add(usr.resolve("sbin/mysqld").toString());
            words.add("--no-defaults");
            words.add("--basedir=" + usr);
            words.add("--lc-messages-dir=" + usr.resolve("share/mysql"));
            words.add("--character-sets-dir=" + usr.resolve("share/mysql/charsets"));
            words.add("--plugin-dir=" + usr.resolve("lib/mysql/plugin"));
            words.add("--mysqlx=OFF");
            return words;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        private static Path loaderIn(Path libraries) throws IOException {
            try (Stream<Path> files = Files.walk(libraries, 2)) {
                return files.filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no dynamic loader in " + libraries));
            }
        }
    }

    /** See {@link #early80}. */
    record Early80(UserCache cache) implements MySqlPackage {

        private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

        @Override
        public void obtain() throws IOException, InterruptedException {
            root();
            libraries();
        }

        private Path root() throws IOException, InterruptedException {
            return cache.bundle(
                    "mysql-8.0.15",
                    (staging, home) -> {
                        try (InputStream archive = Early80.class.getResourceAsStream(ARCHIVE)) {
                            if (archive == null) {
                                throw new IOException(ARCHIVE + " is not on the class path");
                            }
                            TarGzip.unpack(archive, staging);
                        }
                    });
        }

        private Path libraries() throws IOException, InterruptedException {
            return cache.bundle(
                    "mysql-8.0.15-libraries",
                    (staging, home) ->
                            new DebianPackages("", List.of("libaio1", "libnuma1"), name -> false)
                                    .unpackInto(staging));
        }

        @Override
        public List<String> command() throws IOException, InterruptedException {
            Path root = root();
            return List.of(
                    root.resolve("bin/mysqld").toString(),
                    "--no-defaults",
                    "--basedir=" + root,
                    "--mysqlx=OFF");
        }

        @Override
        public Map<String, String> environment() throws IOException, InterruptedException {
            return Map.of("LD_LIBRARY_PATH", LibraryPath.of(libraries()));
        }
    }
}
