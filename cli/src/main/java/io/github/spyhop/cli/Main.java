package io.github.spyhop.cli;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.testbed.process.FreePort.PortTakenException;
import io.github.spyhop.testbed.server.LocalProcesses;
import io.github.spyhop.testbed.server.ServerUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Spyhop's command line; {@code ./spyhop} finds a JDK, builds what is not built and calls this. */
@Command(
        name = "spyhop",
        description = "Shows what every statement of an Aurora or MySQL fleet does.",
        mixinStandardHelpOptions = true,
        version = "spyhop 0.1.0",
        subcommands = {
            DemoCommand.class,
            TestCommand.class,
            ServersCommand.class,
            FingerprintCommand.class,
            DigestCommand.class,
            ReportCommand.class
        },
        footer = {
            "",
            "  build  builds everything (part of the launcher; the other commands call it when"
                    + " needed)",
            "",
            "Each command has its own --help."
        })
public final class Main implements Runnable {

    private static final int FAILED = 1;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> report(failure));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        int status = commands.execute(arguments);
        System.out.flush();
        System.exit(status);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Say which command.");
        }
    }

    /** One clear error for what a user can mend; a stack trace only for our own faults. */
    private static int report(Exception failure) {
        switch (failure) {
            case CommandFailedException said -> System.err.println("spyhop: " + said.getMessage());
            case ServerUnavailableException said ->
                    System.err.println("spyhop: " + said.getMessage());
            case PortTakenException said -> System.err.println("spyhop: " + said.getMessage());
            case FileSystemException unwritable ->
                    System.err.printf(
                            "spyhop: cannot write %s: %s. Free some space there, or choose another "
                                    + "cache folder by SPYHOP_CACHE.%n",
                            unwritable.getFile(), unwritable.getReason());
            case IOException full when LocalProcesses.DISK_FULL.equals(full.getMessage()) ->
                    System.err.println(
                            "spyhop: "
                                    + LocalProcesses.DISK_FULL
                                    + ": free some where this checkout's .spyhop folder is.");
            case ExecutionException wrapped when wrapped.getCause() instanceof Exception cause -> {
                return report(cause);
            }
            default -> failure.printStackTrace();
        }
        return FAILED;
    }
}
