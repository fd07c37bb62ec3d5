package io.github.spyhop.probe.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.fuzz.HostileCapture;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever the network brings, the pipeline goes on: golden captures with bytes, packets and their
 * order changed at random. The system property {@code spyhop.fuzz.rounds} makes it longer, {@code
 * spyhop.fuzz.seed} another; a failure names the seed and round that repeat it.
 */
class MutatedCapturesTest {

    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int CAPTURE_BYTES_MAX = 200_000;
    private static final int MUTATIONS_MAX = 12;
    private static final int HEADERS_BYTES = 66;

    private static final int ROUNDS = Integer.getInteger("spyhop.fuzz.rounds", 500);
    private static final long SEED = Long.getLong("spyhop.fuzz.seed", 20_261_121L);
    private static final List<byte[]> CAPTURES = new ArrayList<>();

    @BeforeAll
    static void readCaptures() throws Exception {
        try (Stream<Path> files = Files.list(Scene.folder())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".gz")).sorted().toList()) {
                try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
                    byte[] capture = bytes.readNBytes(CAPTURE_BYTES_MAX + 1);
                    if (capture.length <= CAPTURE_BYTES_MAX) {
                        CAPTURES.add(capture);
                    }
                }
            }
        }
        assertThat(CAPTURES).hasSizeGreaterThan(50);
    }

    @Test
    void goesOnWhateverThePacketsHold() throws Exception {
        Map<Loss, Long> losses = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED + round);
            byte[] capture = CAPTURES.get(round % CAPTURES.size());

            HostileCapture.run(
                            "packets, seed " + SEED + " round " + round,
                            mutatePackets(capture, random))
                    .forEach((loss, n) -> losses.merge(loss, n, Long::sum));
        }

        // Otherwise nothing was changed that matters.
        assertThat(losses).containsKeys(Loss.GAP, Loss.PROTOCOL, Loss.TLS, Loss.COMPRESSION);
    }

    @Test
    void refusesOrReadsWhateverTheFileHolds() throws Exception {
        for (int round = 0; round < ROUNDS / 2; round++) {
            Random random = new Random(-SEED - round);
            byte[] capture = CAPTURES.get(round % CAPTURES.size()).clone();
            for (int i = random.nextInt(MUTATIONS_MAX); i >= 0; i--) {
                capture[random.nextInt(random.nextBoolean() ? 64 : capture.length)] =
                        (byte) random.nextInt(256);
            }
            byte[] cut = java.util.Arrays.copyOf(capture, random.nextInt(capture.length));

            HostileCapture.run(
                    "file, seed " + SEED + " round " + round, random.nextBoolean() ? capture : cut);
        }
    }

    /** Bytes changed, mostly behind the headers; packets dropped, doubled and swapped. */
    private static byte[] mutatePackets(byte[] capture, Random random) {
        List<byte[]> records = records(capture);
        for (int i = random.nextInt(MUTATIONS_MAX); i >= 0 && records.size() > 1; i--) {
            int at = random.nextInt(records.size());
            switch (random.nextInt(8)) {
                case 0 -> records.remove(at);
                case 1 -> records.add(random.nextInt(records.size()), records.get(at).clone());
                case 2 -> Collections.swap(records, at, random.nextInt(records.size()));
                default -> change(records.get(at), random);
            }
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream(capture.length);
        changed.write(capture, 0, FILE_HEADER_BYTES);
        records.forEach(changed::writeBytes);
        return changed.toByteArray();
    }

    private static void change(byte[] record, Random random) {
        int payload = RECORD_HEADER_BYTES + HEADERS_BYTES;
        boolean inPayload = record.length > payload && random.nextInt(4) > 0;
        int from = inPayload ? payload : RECORD_HEADER_BYTES;
        if (record.length == from) {
            return;
        }
        // The first bytes of a packet decide the most.
        int span = random.nextBoolean() ? Math.min(16, record.length - from) : record.length - from;
        int at = from + random.nextInt(span);
        record[at] =
                switch (random.nextInt(4)) {
                    case 0 -> (byte) 0xff;
                    case 1 -> 0;
                    case 2 -> (byte) (record[at] ^ 1 << random.nextInt(8));
                    default -> (byte) random.nextInt(256);
                };
    }

    private static List<byte[]> records(byte[] capture) {
        ByteBuffer bytes = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        int at = FILE_HEADER_BYTES;
        while (at + RECORD_HEADER_BYTES <= capture.length) {
            int length = RECORD_HEADER_BYTES + bytes.getInt(at + 8);
            records.add(java.util.Arrays.copyOfRange(capture, at, at + length));
            at += length;
        }
        return records;
    }
}
