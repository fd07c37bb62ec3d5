package io.github.spyhop.probe.fuzz;

import io.github.spyhop.probe.PcapBytes;
import io.github.spyhop.probe.Talk;
import java.nio.ByteBuffer;

/**
 * What client and server say to each other, from the protocol's first packet to counted statements.
 * The input is a byte that tells whether the connection's opening was captured, then stretches of
 * bytes, each behind a byte of {@link #FROM_SERVER} and {@link #GAP} and its length in two.
 */
public final class DecoderFuzz {

    static final int OPENED = 0x01;
    static final int FROM_SERVER = 0x01;
    static final int GAP = 0x02;
    private static final int HEADER_BYTES = 3;
    private static final int GAP_BYTES = 100;

    /** What goes into a packet of the capture. */
    static final int STRETCH_BYTES_MAX = 60_000;

    private DecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ByteBuffer input = ByteBuffer.wrap(data);
        if (!input.hasRemaining()) {
            return;
        }
        Talk talk = new Talk();
        if ((input.get() & OPENED) != 0) {
            talk.open();
        }
        while (input.remaining() > HEADER_BYTES) {
            int flags = input.get();
            int length = Math.min(input.getShort() & 0xffff, STRETCH_BYTES_MAX);
            byte[] stretch = new byte[Math.min(length, input.remaining())];
            input.get(stretch);
            boolean fromServer = (flags & FROM_SERVER) != 0;
            if ((flags & GAP) != 0) {
                talk.lose(!fromServer, GAP_BYTES);
            }
            if (fromServer) {
                talk.server(stretch);
            } else {
                talk.client(stretch);
            }
        }
        PcapBytes pcap = new PcapBytes(Talk.ETHERNET);
        for (int i = 0; i < talk.packets.size(); i++) {
            pcap.packet(i, 0, talk.packets.get(i));
        }
        HostileCapture.run("the dialogue", pcap.toBytes());
    }
}
