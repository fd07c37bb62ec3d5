package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.decode.server.OkPacket;
import io.github.spyhop.probe.decode.wire.Decompressor;
import io.github.spyhop.probe.decode.wire.MemoryBudget;
import io.github.spyhop.probe.decode.wire.WireReader;

/** What all connections of a pipeline share: limits, listeners, and objects filled again and again. */
public final class DecodeScope {

    /** Makes a connection's listener, once something of it could be read. */
    @FunctionalInterface
    public interface Listeners {

        /**
         * @param server the server's end, numbered as {@link
         *     io.github.spyhop.probe.capture.AddressBook} says
         * @param client the client's end
         */
        WireListener open(long server, long client);
    }

    final DecodeLimits limits;
    final PortFilter ports;
    final Listeners listeners;
    final MemoryBudget budget;
    final Decompressor decompressor = new Decompressor();
    final WireReader reader = new WireReader();
    final Request request = new Request();
    final OkPacket ok = new OkPacket();

    public DecodeScope(DecodeLimits limits, PortFilter ports, Listeners listeners) {
        this.limits = limits;
        this.ports = ports;
        this.listeners = listeners;
        this.budget = new MemoryBudget(limits.bytesInAllMax());
    }

    /** The memory for what arrives in pieces. */
    public MemoryBudget budget() {
        return budget;
    }

    /** How much of a client's packet is kept if it arrives in pieces. */
    int clientKeep(int firstByte) {
        return switch (firstByte) {
            case 0x17, 0x18, 0xfa -> limits.valuesBytesMax();
            default -> limits.statementBytesMax();
        };
    }

    /** Rows and column definitions are told by their first byte; only what ends a result is read. */
    static int serverKeep(int firstByte) {
        return switch (firstByte) {
            case 0x00, 0xfe, 0xff -> 4_096;
            default -> 64;
        };
    }
}
