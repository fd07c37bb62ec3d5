package io.github.spyhop.bench;

import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A local process and what it costs. */
public record MeasuredProcess(ProcessHandle handle) {

    /** That of a MySQL which runs on this machine. */
    public static MeasuredProcess of(ServerAddress server) throws SQLException, IOException {
        try (Connection connection = server.connect("", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@pid_file")) {
            row.next();
            long pid = Long.parseLong(Files.readString(Path.of(row.getString(1))).strip());
            return new MeasuredProcess(ProcessHandle.of(pid).orElseThrow());
        }
    }

    /** What it used of processors, in user and system mode. */
    public Duration cpu() {
        return handle.info().totalCpuDuration().orElseThrow();
    }

    /** Its memory, in MB; the most that it ever had. */
    public long residentMegabytesMax() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(handle.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Lets it hang, or go on. */
    public void signal(String name) throws IOException, InterruptedException {
        List<String> command = List.of("kill", "-" + name, Long.toString(handle.pid()));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
    }
}
