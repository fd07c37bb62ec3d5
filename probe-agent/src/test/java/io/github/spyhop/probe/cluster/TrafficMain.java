package io.github.spyhop.probe.cluster;

import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;

/** {@link Traffic} as a process of its own, until its input ends; says how much was answered. */
final class TrafficMain {

    private TrafficMain() {}

    /**
     * Runs.
     *
     * @param arguments host, port, user, password, statement
     */
    public static void main(String[] arguments) throws IOException {
        ServerAddress mysql =
                new ServerAddress(
                        ServerKind.MYSQL,
                        arguments[0],
                        Integer.parseInt(arguments[1]),
                        arguments[2],
                        arguments[3]);
        Traffic traffic = new Traffic(mysql, arguments[4]);
        while (System.in.read() >= 0) {
            // Waits for the end.
        }
        System.out.println(traffic.stop());
    }
}
