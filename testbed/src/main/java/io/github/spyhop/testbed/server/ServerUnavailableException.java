package io.github.spyhop.testbed.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server could not be had here; the message says which, why, and what to do. */
public final class ServerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ServerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It can neither be downloaded nor run in a container. */
    static ServerUnavailableException notToBeHad(ServerKind kind, String why, Throwable cause) {
        return new ServerUnavailableException(
                """
                %s could not be had: %s
                Either start a Docker engine (then the servers are its containers), or use Debian 12 on \
                x86-64 with apt-get, python3-pip and a reachable package mirror, and a cache folder \
                that can be written (SPYHOP_CACHE chooses another).\
                """
                        .formatted(kind.title(), why),
                cause);
    }

    /** One of the folders that it needs is full. */
    static ServerUnavailableException noSpace(ServerKind kind, Path cache, Path run) {
        return new ServerUnavailableException(
                """
                %s could not be had: no space is left on the disk of %s or of %s.
                Free some there (all servers take 2 GB), or choose another cache folder by SPYHOP_CACHE.\
                """
                        .formatted(kind.title(), cache, run),
                null);
    }

    /** It was had, but does not come up. */
    static ServerUnavailableException notStarting(ServerKind kind, String why, String log) {
        return new ServerUnavailableException(
                "%s did not start: %s%nIts last output:%n%s".formatted(kind.title(), why, log),
                null);
    }

    /** It was started once and is silent now. */
    static ServerUnavailableException notAnswering(ServerAddress address, Throwable cause) {
        return new ServerUnavailableException(address + ": " + cause.getMessage(), cause);
    }

    /** The container engine refuses. */
    static ServerUnavailableException notInContainer(ServerKind kind, Throwable cause) {
        return new ServerUnavailableException(
                "%s did not start in a container: %s%nCheck `docker info`, or set SPYHOP_SERVERS_IN=local."
                        .formatted(kind.title(), cause.getMessage()),
                cause);
    }
}
