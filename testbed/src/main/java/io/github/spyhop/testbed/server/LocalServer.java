package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server that runs as local processes. */
final class LocalServer implements RunningServer {

    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final LocalProgram program;
    private final RunFolder run;
    private final LocalProgram.Launch launch;
    private List<OwnedProcess> processes = List.of();

    LocalServer(LocalProgram program, RunFolder run, LocalProgram.Launch launch) {
        this.program = program;
        this.run = run;
        this.launch = launch;
    }

    @Override
    public ServerAddress address() {
        return launch.address();
    }

    @Override
    public void stop() {
        processes.reversed().forEach(process -> process.stop(STOP_GRACE));
    }

    @Override
    public void kill() {
        processes.reversed().forEach(OwnedProcess::kill);
    }

    @Override
    public void administer(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            program.administer(run, launch, command);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void startAgain() {
        try {
            processes = program.launch(run, launch);
            ServerProbe.await(launch.address(), READY_MAX, processes.getLast()::isAlive);
        } catch (IOException | IllegalStateException failure) {
            throw notStarting(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notStarting(interrupted);
        }
    }

    private ServerUnavailableException notStarting(Exception failure) {
        String output = processes.isEmpty() ? "" : processes.getLast().lastLines();
        return ServerUnavailableException.notStarting(
                launch.address().kind(), String.valueOf(failure.getMessage()), output);
    }
}
