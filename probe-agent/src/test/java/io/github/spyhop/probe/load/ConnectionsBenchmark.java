package io.github.spyhop.probe.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.Frames;
import io.github.spyhop.probe.MySqlBytes;
import io.github.spyhop.probe.Talk;
import io.github.spyhop.probe.Waiting;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory of a probe that follows many open connections, each logged in, with statements
 * prepared, executed and sent as text. The packets are written by us and put on the loopback by
 * tcpreplay. Run by {@code bench/probe-connections}, not by the build.
 */
class ConnectionsBenchmark {

    private static final int CONNECTIONS = Integer.getInteger("spyhop.bench.connections", 50_000);
    private static final int CLIENT_PORT_MIN = 10_000;
    private static final int ROUNDS = 3;
    private static final int PACKETS_PER_SECOND = 40_000;
    private static final int MEGABYTES_MAX = 300;
    private static final int FILE_HEADER_BYTES = 24;
    private static final Duration SEEN_MAX = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    void followsThemWithinItsMemory() throws Exception {
        Path capture = folder.resolve("connections.pcap");
        long packets = write(capture);
        String store = RealServers.shared(ServerKind.MONGODB).uri();
        try (ProbeProcess probe =
                ProbeProcess.start(folder, Frames.SERVER_PORT, store, "probe_connections")) {
            long before = probe.residentMegabytes();
            Process replay =
                    new ProcessBuilder(
                                    "tcpreplay",
                                    "-q",
                                    "-i",
                                    "lo",
                                    "--pps=" + PACKETS_PER_SECOND,
                                    capture.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("tcpreplay.log").toFile())
                            .start();
            assertThat(replay.waitFor())
                    .as(Files.readString(folder.resolve("tcpreplay.log")))
                    .isZero();
            Waiting.until(
                    "the packets are seen",
                    SEEN_MAX,
                    () -> probe.metric("spyhop_probe_packets_total") >= packets);

            System.out.printf(
                    "%,.0f connections, %,d packets, %,.0f statements: %d MB resident (%d MB"
                            + " before)%n",
                    probe.metric("spyhop_probe_connections"),
                    packets,
                    probe.metric("spyhop_probe_statements_total"),
                    probe.residentMegabytes(),
                    before);
            assertThat(probe.metric("spyhop_probe_connections")).isEqualTo(CONNECTIONS);
            assertThat(probe.residentMegabytes()).isLessThan(MEGABYTES_MAX);
        }
    }

    /** All connections log in, then each says something in turn; none ends. */
    private static long write(Path capture) throws IOException {
        List<Talk> talks = new ArrayList<>(CONNECTIONS);
        long packets = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(capture))) {
            out.write(fileHeader());
            for (int i = 0; i < CONNECTIONS; i++) {
                Talk talk = new Talk(CLIENT_PORT_MIN + i, 1_000, 5_000);
                talks.add(talk);
                talk.login(MySqlBytes.MODERN, MySqlBytes.MODERN);
                talk.client(prepare("SELECT name FROM t WHERE id = ? AND family_" + i % 50));
                talk.server(MySqlBytes.prepareOk(1, 1, 1));
                packets += flush(talk, out);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Talk talk : talks) {
                    talk.query("UPDATE t SET name = 'round " + round + "' WHERE id = 7");
                    talk.server(Talk.packet(1, MySqlBytes.ok(1, 2)));
                    talk.client(Talk.packet(0, MySqlBytes.execute(1)));
                    talk.server(MySqlBytes.resultSet(1, 2, "one", "two"));
                    packets += flush(talk, out);
                }
            }
        }
        return packets;
    }

    private static byte[] prepare(String sql) {
        return Talk.packet(0, Talk.command(0x16, sql));
    }

    private static byte[] fileHeader() {
        return ByteBuffer.allocate(FILE_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(Talk.ETHERNET)
                .array();
    }

    private static int flush(Talk talk, OutputStream out) throws IOException {
        for (byte[] packet : talk.packets) {
            out.write(
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(0)
                            .putInt(packet.length)
                            .putInt(packet.length)
                            .array());
            out.write(packet);
        }
        int written = talk.packets.size();
        talk.packets.clear();
        return written;
    }
}
