package io.github.spyhop.probe.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spyhop.probe.PcapBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user names by mistake is refused in one sentence; what was cut is read up to the cut. */
class CaptureFileTest {

    private static final int ETHERNET = 1;
    private static final int PACKET_BYTES = 60;

    @TempDir Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("some.pcap"), content);
    }

    private static byte[] twoPackets() {
        return new PcapBytes(ETHERNET)
                .packet(1, 0, new byte[PACKET_BYTES])
                .packet(2, 0, new byte[PACKET_BYTES])
                .toBytes();
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> CaptureFile.open(file).close())
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    @Test
    void refusesWhatIsNoCapture() throws IOException {
        assertRefused(file(new byte[0]), "empty");
        assertRefused(file(new byte[] {1, 2}), "cut within its header");
        assertRefused(file("SELECT 1;\n".getBytes(StandardCharsets.UTF_8)), "no capture");
        assertRefused(folder.resolve("absent.pcap"), "there is no file");
        assertRefused(folder, "is a folder");
    }

    @Test
    void refusesGzippedFilesThatHoldNothing() throws IOException {
        byte[] gzipped = gzipped(twoPackets());

        assertRefused(file(Arrays.copyOf(gzipped, 5)), "cut or damaged");
        assertRefused(file(Arrays.copyOf(gzipped, 12)), "cut or damaged");
        assertRefused(file(gzipped(new byte[0])), "empty");
        gzipped[2] = 99;
        assertRefused(file(gzipped), "cut or damaged");
    }

    @Test
    void readsACutFileUpToTheCutAndCountsIt() throws IOException {
        byte[] whole = twoPackets();

        assertReadsOnePacketAndTheCut(Arrays.copyOf(whole, whole.length - 1));
        byte[] gzipped = gzipped(whole);
        try (CaptureFile file =
                CaptureFile.open(file(Arrays.copyOf(gzipped, gzipped.length - 4)))) {
            PacketView packet = new PacketView();
            while (file.next(packet) == PacketSource.Read.PACKET) {
                assertThat(packet.length()).isEqualTo(PACKET_BYTES);
            }
            assertThat(file.losses().cutRecords()).isOne();
        }
    }

    private void assertReadsOnePacketAndTheCut(byte[] content) throws IOException {
        try (CaptureFile file = CaptureFile.open(file(content))) {
            PacketView packet = new PacketView();
            assertThat(file.next(packet)).isEqualTo(PacketSource.Read.PACKET);
            assertThat(file.next(packet)).isEqualTo(PacketSource.Read.END);
            assertThat(file.losses().cutRecords()).isOne();
        }
    }
}
