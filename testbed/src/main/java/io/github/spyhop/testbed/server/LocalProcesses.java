package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Runs servers as processes of this machine, from packages in the user's cache. */
public final class LocalProcesses implements ServerHost {

    /** What the system and its programs say of errno ENOSPC. */
    public static final String DISK_FULL = "No space left on device";

    /** Less than a server's first files take; one that runs out of space later may hang or lie. */
    private static final long STATE_SPACE_MIN_BYTES = 500_000_000;

    private static final int PASSWORD_BYTES = 12;

    private final UserCache cache;
    private final RunFolder run;
    private final String password = newPassword();

    public LocalProcesses(UserCache cache, RunFolder run) {
        this.cache = cache;
        this.run = run;
    }

    @Override
    public String title() {
        return "local processes";
    }

    @Override
    public RunningServer start(ServerKind kind, ServerOptions options) {
        int port =
                options.port() == 0
                        ? FreePort.any()
                        : FreePort.orTaken(options.port(), kind.title());
        LocalProgram program = programOf(kind);
        try {
            if (Files.getFileStore(run.folder()).getUsableSpace() < STATE_SPACE_MIN_BYTES) {
                throw new IOException(DISK_FULL);
            }
            program.obtain();
            LocalProgram.Launch launch =
                    new LocalProgram.Launch(options, ServerLogin.of(kind, port, password));
            program.prepare(run, launch);
            LocalServer server = new LocalServer(program, run, launch);
            server.startAgain();
            return server;
        } catch (IOException failure) {
            String message = messageOf(failure);
            throw message.contains(DISK_FULL)
                    ? ServerUnavailableException.noSpace(kind, cache.folder(), run.path())
                    : ServerUnavailableException.notToBeHad(kind, message, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ServerUnavailableException.notToBeHad(kind, "interrupted", interrupted);
        }
    }

    private LocalProgram programOf(ServerKind kind) {
        return switch (kind) {
            case MYSQL -> new LocalMySql(MySqlPackage.newest(cache));
            case MYSQL80 -> new LocalMySql(MySqlPackage.early80(cache));
            case MONGODB -> new LocalMongo(cache);
            case RABBITMQ -> new LocalRabbit(cache);
        };
    }

    private static String messageOf(IOException failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null
                ? name
                : failure.getClass() == IOException.class ? message : name + ": " + message;
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
