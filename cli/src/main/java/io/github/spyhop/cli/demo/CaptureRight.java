package io.github.spyhop.cli.demo;

import io.github.spyhop.cli.run.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this user may capture packets, asked before anything is started. */
final class CaptureRight {

    private static final int CAP_NET_RAW = 13;
    private static final int HEXADECIMAL = 16;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";

    private CaptureRight() {}

    /**
     * Checks it.
     *
     * @throws CommandFailedException if not; the message says what to do
     */
    static void check() throws IOException {
        if (!Files.exists(STATUS)) {
            return;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(EFFECTIVE)) {
                long set =
                        Long.parseUnsignedLong(
                                line.substring(EFFECTIVE.length()).strip(), HEXADECIMAL);
                if ((set >>> CAP_NET_RAW & 1) == 0) {
                    throw new CommandFailedException(
                            """
                            the probe may not capture packets: this user lacks the capability NET_RAW.
                            Run the demo as root (sudo ./spyhop demo), or give it only that capability: \
                            sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups \
                            --inh-caps=+net_raw --ambient-caps=+net_raw ./spyhop demo\
                            """);
                }
            }
        }
    }
}
