package io.github.spyhop.probe.cluster;

import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client in a place of its own. */
final class TrafficProcess implements AutoCloseable {

    private final Process process;

    TrafficProcess(Place place, ServerAddress mysql, String sql) throws IOException {
        List<String> command = new ArrayList<>(place.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(TrafficMain.class.getName());
        command.addAll(
                List.of(
                        mysql.host(),
                        Integer.toString(mysql.port()),
                        mysql.user(),
                        mysql.password(),
                        sql));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Ends it; how many statements were answered. */
    long stop() throws IOException {
        process.getOutputStream().close();
        return Long.parseLong(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .strip());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
