package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.client.HandshakeResponse;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.server.ServerGreeting;

/** Takes what was read of one connection. */
public interface WireListener {

    void greeted(ServerGreeting greeting);

    /** The server accepted this login. */
    void loggedIn(HandshakeResponse login);

    /** The server refused the connection or its login. */
    void refused(ErrPacket error, long nanos);

    /** The connection had begun before the capture: neither its schema nor its user is known. */
    void joinedLate();

    /** The client sent a command. Its view is valid during the call. */
    void request(Request request);

    /** The server answered the oldest command without an answer, or a further part of it. */
    void response(Response response);

    /** A client's whole data of a LOCAL INFILE passed by, so many bytes. */
    void infile(long bytes);

    /**
     * The commands under way will not be answered here.
     *
     * @param clientBytesLost whether commands may have passed unseen, so that schema and user are
     *     not certain any more
     */
    void lost(Loss why, boolean clientBytesLost);

    /** What looked like a command was none: forget it. */
    void retracted();

    /** Nothing more of this connection can be read. */
    void opaque(Loss why);

    /** The connection ended. */
    void ended(Loss commandsUnderWay, long nanos);
}
