package io.github.spyhop.binlog.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketInputTest {

    private static final int PART_MAX = 0xff_ffff;

    @Test
    void givesPacketsInTheirOrderHoweverTheyArrive() throws Exception {
        Random random = new Random(3);
        byte[][] payloads = new byte[400][];
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = new byte[1 + random.nextInt(i % 50 == 0 ? 600_000 : 3_000)];
            random.nextBytes(payloads[i]);
            packet(wire, payloads[i]);
        }

        PacketInput input = new PacketInput(inPieces(wire.toByteArray(), random), 1 << 20);

        for (byte[] payload : payloads) {
            input.next();
            assertThat(input.payload()).isEqualTo(payload);
        }
        assertThatThrownBy(input::next).isInstanceOf(EOFException.class);
    }

    @Test
    void joinsThePartsOfALongPacket() throws Exception {
        byte[] exactlyTwoParts = filled(2 * PART_MAX);
        byte[] threeParts = filled(2 * PART_MAX + 5);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        packet(wire, new byte[] {1});
        packet(wire, exactlyTwoParts);
        packet(wire, threeParts);
        packet(wire, new byte[] {2});

        PacketInput input =
                new PacketInput(new ByteArrayInputStream(wire.toByteArray()), 3 * PART_MAX);

        input.next();
        assertThat(input.payload()).containsExactly(1);
        input.next();
        assertThat(Arrays.equals(input.payload(), exactlyTwoParts)).isTrue();
        input.next();
        assertThat(Arrays.equals(input.payload(), threeParts)).isTrue();
        input.next();
        assertThat(input.payload()).containsExactly(2);
    }

    @Test
    void refusesAPacketBeyondTheLimitBeforeItIsRead() throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        packet(wire, filled(PART_MAX + 1));

        PacketInput input = new PacketInput(new ByteArrayInputStream(wire.toByteArray()), PART_MAX);

        assertThatThrownBy(input::next)
                .isInstanceOf(OversizedEventException.class)
                .hasMessageContaining("16777216")
                .hasMessageContaining("16777215");
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void packet(ByteArrayOutputStream wire, byte[] payload) {
        int at = 0;
        int length;
        int sequence = 0;
        do {
            length = Math.min(PART_MAX, payload.length - at);
            wire.write(length);
            wire.write(length >> 8);
            wire.write(length >> 16);
            wire.write(sequence++);
            wire.write(payload, at, length);
            at += length;
        } while (length == PART_MAX);
    }

    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int start, int length) {
                return super.read(into, start, Math.min(length, 1 + random.nextInt(9_000)));
            }
        };
    }
}
