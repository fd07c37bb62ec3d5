package io.github.spyhop.probe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.PcapBytes;
import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.FrameDecoder;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.capture.TcpSegment;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Link, IP and TCP headers. The input is the place of a link type in {@link io.github.spyhop.probe.capture.LinkType}, then packets,
 * each behind its length in a byte and the bytes that the snap length cut off in another.
 */
public final class FramesFuzz {

    /** Their numbers in capture files. */
    private static final int[] LINKS = {0, 1, 101, 108, 113, 276};

    private static final int ADDRESSES_MAX = 16;

    private FramesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ByteBuffer input = ByteBuffer.wrap(data);
        if (!input.hasRemaining()) {
            return;
        }
        PcapBytes pcap = new PcapBytes(LINKS[(input.get() & 0xff) % LINKS.length]);
        for (int second = 0; input.remaining() > 2; second++) {
            byte[] packet = new byte[Math.min(input.get() & 0xff, input.remaining() - 1)];
            int cut = input.get() & 0xff;
            input.get(packet);
            pcap.packet(second, 0, packet, packet.length + cut);
        }
        FrameDecoder frames = new FrameDecoder(new AddressBook(ADDRESSES_MAX), PortFilter.every());
        PacketView packet = new PacketView();
        TcpSegment segment = new TcpSegment();
        try (CaptureFile file = CaptureFile.read("frames", pcap.stream())) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                if (frames.decode(packet, segment) == FrameDecoder.Verdict.SEGMENT) {
                    assertThat(segment.length()).isBetween(0, segment.wireLength());
                    assertThat(segment.offset())
                            .isBetween(0, segment.bytes().length - segment.length());
                }
            }
        }
    }
}
