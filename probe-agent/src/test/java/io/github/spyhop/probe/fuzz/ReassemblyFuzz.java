package io.github.spyhop.probe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.Frames;
import io.github.spyhop.probe.Frames.Tcp;
import io.github.spyhop.probe.PcapBytes;
import io.github.spyhop.probe.Talk;
import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.FrameDecoder;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.capture.TcpSegment;
import io.github.spyhop.probe.reassembly.ReassemblyLimits;
import io.github.spyhop.probe.reassembly.StreamListener;
import io.github.spyhop.probe.reassembly.TcpReassembler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Segments of a few connections in any order, repeated, overlapping, missing or cut. A byte's value
 * is the low byte of its sequence number, so that what comes out tells whether it is in order. The
 * input is eight bytes a segment: flags, client port, position, length, acknowledged, time.
 */
public final class ReassemblyFuzz {

    private static final int IPV4 = 0x0800;
    private static final int SEGMENT_BYTES = 8;

    /** Sequence numbers wrap within the input's reach. */
    private static final int FIRST_SEQUENCE = -1_024;

    private static final int CONNECTIONS_MAX = 3;
    private static final int HELD_BYTES_MAX = 2_000;
    private static final int HELD_BYTES_IN_ALL_MAX = 4_000;
    private static final int FROM_CLIENT = 0x01;
    private static final int CUT = 0x20;

    private ReassemblyFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        TcpReassembler reassembler =
                new TcpReassembler(
                        new ReassemblyLimits(
                                CONNECTIONS_MAX,
                                HELD_BYTES_MAX,
                                HELD_BYTES_IN_ALL_MAX,
                                Duration.ofHours(1)),
                        flow -> new InOrder());
        FrameDecoder frames = new FrameDecoder(new AddressBook(1), PortFilter.every());
        PacketView packet = new PacketView();
        TcpSegment segment = new TcpSegment();
        try (CaptureFile file = CaptureFile.read("segments", segments(data).stream())) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                assertThat(frames.decode(packet, segment)).isEqualTo(FrameDecoder.Verdict.SEGMENT);
                reassembler.accept(segment);
                assertThat(reassembler.heldBytes()).isBetween(0L, (long) HELD_BYTES_IN_ALL_MAX);
                assertThat(reassembler.connections()).isBetween(0, CONNECTIONS_MAX);
            }
        }
        reassembler.sweep(packet.nanos() + Duration.ofMinutes(1).toNanos());
        reassembler.endAll(packet.nanos());
        assertThat(reassembler.heldBytes()).isZero();
        assertThat(reassembler.connections()).isZero();
    }

    private static PcapBytes segments(byte[] data) {
        ByteBuffer input = ByteBuffer.wrap(data);
        PcapBytes pcap = new PcapBytes(Talk.ETHERNET);
        long micros = 0;
        while (input.remaining() >= SEGMENT_BYTES) {
            int flags = input.get();
            int port = 40_000 + (input.get() & 0x03);
            int sequence = FIRST_SEQUENCE + (input.getShort() & 0x0fff);
            int length = input.get() & 0xff;
            int acknowledged = FIRST_SEQUENCE + (input.getShort() & 0x0fff);
            micros += 1L << (input.get() & 0x1f);
            Tcp tcp =
                    new Tcp(
                            (flags & FROM_CLIENT) != 0,
                            port,
                            sequence,
                            acknowledged,
                            flags & (Frames.SYN | Frames.RST | Frames.ACK));
            byte[] payload = new byte[length];
            int first = sequence + ((flags & Frames.SYN) != 0 ? 1 : 0);
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (first + i);
            }
            byte[] frame = Frames.ethernet(IPV4, Frames.ipv4(tcp, payload));
            int captured = (flags & CUT) != 0 ? frame.length - length / 2 : frame.length;
            pcap.packet(
                    (int) (micros / 1_000_000),
                    (int) (micros % 1_000_000),
                    java.util.Arrays.copyOf(frame, captured),
                    frame.length);
        }
        return pcap;
    }

    /** Fails where a byte is not the one that follows. */
    private static final class InOrder implements StreamListener {

        private static final int ANY = -1;

        private final int[] next = {ANY, ANY};
        private boolean ended;

        @Override
        public void bytes(boolean fromLow, byte[] bytes, int offset, int length, long nanos) {
            assertThat(ended).isFalse();
            assertThat(length).isPositive();
            int direction = fromLow ? 0 : 1;
            for (int i = 0; i < length; i++) {
                int value = bytes[offset + i] & 0xff;
                if (next[direction] != ANY && value != next[direction]) {
                    throw new AssertionError("byte " + value + " came for " + next[direction]);
                }
                next[direction] = value + 1 & 0xff;
            }
        }

        @Override
        public void gap(boolean fromLow, long missing, long nanos) {
            assertThat(ended).isFalse();
            assertThat(missing).isNotNegative();
            int direction = fromLow ? 0 : 1;
            // A gap of unknown length is told as none.
            next[direction] =
                    missing == 0 || next[direction] == ANY
                            ? ANY
                            : (int) (next[direction] + missing) & 0xff;
        }

        @Override
        public void ended(End why, long nanos) {
            assertThat(ended).isFalse();
            ended = true;
        }
    }
}
