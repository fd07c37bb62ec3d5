package io.github.spyhop.collector;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import picocli.CommandLine;

/** Without arguments the service; with {@code backfill …} one run over slow logs. */
@QuarkusMain
public class Main implements QuarkusApplication {

    private final Backfill backfill;

    @Inject
    Main(Backfill backfill) {
        this.backfill = backfill;
    }

    public static void main(String... arguments) {
        if (arguments.length > 0) {
            // Nothing is watched, and no port is opened, beside a service that may run here, too.
            System.setProperty("quarkus.scheduler.start-mode", "halted");
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        Quarkus.run(Main.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.waitForExit();
            return 0;
        }
        return new CommandLine(new Commands()).addSubcommand(backfill).execute(arguments);
    }

    /** What there is beside the service. */
    @CommandLine.Command(
            name = "collector-service",
            mixinStandardHelpOptions = true,
            description = "Without a command: watches the instances of the registry.")
    static final class Commands {}
}
