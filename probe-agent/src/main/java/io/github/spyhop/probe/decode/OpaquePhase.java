package io.github.spyhop.probe.decode;

/** Nothing more of the connection can be read: TLS, another protocol, a replication stream. */
final class OpaquePhase extends ConnectionPhase {

    OpaquePhase(ConnectionDecoder connection) {
        super(connection);
    }

    @Override
    void bytes(boolean fromClient, byte[] bytes, int offset, int length, long nanos) {
        // What the connection carries from here on is counted with it as a whole.
    }

    @Override
    void gap(boolean fromClient, long nanos) {
        // Nothing is missed that could have been read.
    }
}
