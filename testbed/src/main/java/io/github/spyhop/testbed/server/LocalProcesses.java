package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.cache.UserCache;
import io.github.spyhop.testbed.process.FreePort;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Runs servers as processes of this machine, from packages in the user's cache. */
public final class LocalProcesses implements ServerHost {

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
            program.obtain();
            LocalProgram.Launch launch =
                    new LocalProgram.Launch(options, ServerLogin.of(kind, port, password));
            program.prepare(run, launch);
            LocalServer server = new LocalServer(program, run, launch);
            server.startAgain();
            return server;
        } catch (IOException failure) {
            throw ServerUnavailableException.notToBeHad(kind, messageOf(failure), failure);
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
