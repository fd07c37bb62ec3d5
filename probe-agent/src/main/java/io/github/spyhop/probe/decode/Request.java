package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.PacketFramer;

/** A client's command as a view on its packet; filled again for the next one. */
public final class Request {

    private Command command = Command.PING;
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private long total;
    private long nanos;
    private Capabilities capabilities = new Capabilities(0);
    private boolean capabilitiesKnown;

    void set(Command sent, PacketFramer packet, ConnectionDecoder connection) {
        command = sent;
        bytes = packet.bytes();
        offset = packet.offset();
        length = packet.length();
        total = packet.total();
        nanos = packet.endNanos();
        capabilities = connection.capabilities;
        capabilitiesKnown = connection.capabilitiesKnown;
    }

    public Command command() {
        return command;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the payload begins, with the command's own byte. */
    public int offset() {
        return offset;
    }

    /** How much of the payload is shown. */
    public int length() {
        return length;
    }

    /** How long the payload was. */
    public long total() {
        return total;
    }

    /** Whether only a part of it is shown. */
    public boolean isCut() {
        return length < total;
    }

    /** When its last byte was captured. */
    public long nanos() {
        return nanos;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    /** Whether the login was seen; otherwise the capabilities must be inferred. */
    public boolean capabilitiesKnown() {
        return capabilitiesKnown;
    }
}
