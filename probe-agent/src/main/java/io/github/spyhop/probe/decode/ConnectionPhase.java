package io.github.spyhop.probe.decode;

/** Where a connection stands: it decides how the next bytes are read. */
abstract sealed class ConnectionPhase permits LoginPhase, CommandPhase, JoinPhase, OpaquePhase {

    final ConnectionDecoder connection;

    ConnectionPhase(ConnectionDecoder connection) {
        this.connection = connection;
    }

    abstract void bytes(boolean fromClient, byte[] bytes, int offset, int length, long nanos);

    abstract void gap(boolean fromClient, long nanos);

    /** Gives back what it keeps of bytes: they will not be completed. */
    void release() {}
}
