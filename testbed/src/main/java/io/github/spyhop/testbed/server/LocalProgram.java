package io.github.spyhop.testbed.server;

import io.github.spyhop.testbed.process.OwnedProcess;
import io.github.spyhop.testbed.process.RunFolder;
import java.io.IOException;
import java.util.List;

/** How one kind of server runs as local processes. */
interface LocalProgram {

    /** Downloads what is not in the cache yet. */
    void obtain() throws IOException, InterruptedException;

    /** Makes the data of a new server; called once, before the first launch. */
    void prepare(RunFolder run, Launch launch) throws IOException, InterruptedException;

    /** Starts the processes; the last is the server itself. */
    List<OwnedProcess> launch(RunFolder run, Launch launch) throws IOException;

    /** Runs an administration program of the server's package. */
    default void administer(RunFolder run, Launch launch, List<String> command)
            throws IOException, InterruptedException {
        throw new IllegalStateException(launch.address().kind().title() + " has no such programs");
    }

    /** What a launch is told: the options asked for, and where the server shall answer. */
    record Launch(ServerOptions options, ServerAddress address) {}
}
