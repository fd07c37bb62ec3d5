package io.github.spyhop.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
public final class FreePort {

    private FreePort() {}

    /** A port that nobody listens on now. */
    public static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPortAtAll) {
            throw new IllegalStateException("no free TCP port on the loopback", noPortAtAll);
        }
    }

    /**
     * The port that was asked for, if it is free.
     *
     * @throws PortTakenException if somebody listens on it
     */
    public static int orTaken(int port, String purpose) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException taken) {
            throw new PortTakenException(port, purpose, taken);
        }
    }

    /** Somebody else listens on a port that was asked for. */
    public static final class PortTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PortTakenException(int port, String purpose, IOException cause) {
            super(
                    "port "
                            + port
                            + " for "
                            + purpose
                            + " is taken: stop what listens there, or choose another port",
                    cause);
        }
    }
}
