package io.github.spyhop.testbed.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** A file with the addresses and logins of running servers, readable by its owner only. */
public final class ServerSheet {

    private ServerSheet() {}

    public static void write(Path file, List<ServerAddress> servers) throws IOException {
        Properties properties = new Properties();
        servers.forEach(server -> server.writeTo(properties));
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "The servers of this run");
        }
    }

    public static List<ServerAddress> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the servers' sheet " + file, unreadable);
        }
        return Arrays.stream(ServerKind.values())
                .filter(kind -> properties.containsKey(kind.id() + ".port"))
                .map(kind -> ServerAddress.readFrom(properties, kind))
                .toList();
    }
}
