package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A MySQL as a local process; see {@link MySqlSettings}. */
final class LocalMySql implements LocalProgram {

    private static final Duration INITIALIZE_MAX = Duration.ofMinutes(2);

    private final MySqlPackage files;

    LocalMySql(MySqlPackage files) {
        this.files = files;
    }

    @Override
    public void obtain() throws IOException, InterruptedException {
        files.obtain();
    }

    @Override
    public void prepare(RunFolder run, Launch launch) throws IOException, InterruptedException {
        Path state = run.folder(launch.options().name());
        Files.writeString(
                state.resolve("accounts.sql"),
                """
                SET sql_log_bin = 0;
                CREATE USER IF NOT EXISTS 'root'@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO 'root'@'%%' WITH GRANT OPTION;
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                """
                        .formatted(launch.address().password()));
        List<String> command = new ArrayList<>(program(state));
        command.add("--initialize-insecure");
        OwnedProcess process =
                run.start(launch.options().name() + "-initialize", command, files.environment());
        Instant deadline = Instant.now().plus(INITIALIZE_MAX);
        while (process.isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                process.kill();
                throw new IOException("mysqld --initialize took over " + INITIALIZE_MAX);
            }
            Thread.sleep(50);
        }
        if (!Files.exists(state.resolve("data/ibdata1"))) {
            throw new IOException("mysqld --initialize failed: " + process.lastLines());
        }
    }

    @Override
    public List<OwnedProcess> launch(RunFolder run, Launch launch) throws IOException {
        try {
            Path state = run.folder(launch.options().name());
            List<String> command = new ArrayList<>(program(state));
            command.add("--port=" + launch.address().port());
            command.add("--init-file=" + state.resolve("accounts.sql"));
            command.add("--bind-address=127.0.0.1");
            // Relative to the data folder: a socket's path may have 107 bytes only.
            command.add("--socket=mysqld.sock");
            command.add("--pid-file=" + state.resolve("mysqld.pid"));
            command.add("--secure-file-priv=");
            command.addAll(MySqlSettings.COMMON);
            command.addAll(launch.options().arguments());
            return List.of(run.start(launch.options().name(), command, files.environment()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private List<String> program(Path state) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(files.command());
        command.add("--datadir=" + state.resolve("data"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }
}
