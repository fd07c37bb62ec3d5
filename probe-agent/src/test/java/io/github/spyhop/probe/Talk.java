package io.github.spyhop.probe;

import io.github.spyhop.probe.Frames.Tcp;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection between a client and a MySQL server, written packet by packet. */
public final class Talk {

    public static final int ETHERNET = 1;
    private static final int IPV4 = 0x0800;

    /** Packets in the order of their capture; a test may lose, repeat or reorder them. */
    public final List<byte[]> packets = new ArrayList<>();

    private final int clientPort;
    private int clientSequence;
    private int serverSequence;

    public Talk(int clientPort, int clientSequence, int serverSequence) {
        this.clientPort = clientPort;
        this.clientSequence = clientSequence;
        this.serverSequence = serverSequence;
    }

    public Talk() {
        this(40_000, 1_000, 5_000);
    }

    /** The three packets that open the connection. */
    public Talk open() {
        add(true, Frames.SYN, clientSequence, 0);
        clientSequence++;
        add(false, Frames.SYN | Frames.ACK, serverSequence, clientSequence);
        serverSequence++;
        add(true, Frames.ACK, clientSequence, serverSequence);
        return this;
    }

    /** Opens the connection and logs in with the password plug-in that needs one round. */
    public Talk login(long serverCapabilities, long clientCapabilities) {
        return open().server(packet(0, MySqlBytes.greeting("9.7.4", serverCapabilities)))
                .client(packet(1, MySqlBytes.handshakeResponse(clientCapabilities, "app", "shop")))
                .server(packet(2, MySqlBytes.ok(0, 2)));
    }

    public Talk client(byte[]... payloads) {
        byte[] all = join(payloads);
        segment(true, clientSequence, all);
        clientSequence += all.length;
        return this;
    }

    public Talk server(byte[]... payloads) {
        byte[] all = join(payloads);
        segment(false, serverSequence, all);
        serverSequence += all.length;
        return this;
    }

    /** The server's bytes in segments of this size. */
    public Talk serverInPieces(int size, byte[]... payloads) {
        byte[] all = join(payloads);
        for (int at = 0; at < all.length; at += size) {
            server(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
        }
        return this;
    }

    public Talk clientInPieces(int size, byte[]... payloads) {
        byte[] all = join(payloads);
        for (int at = 0; at < all.length; at += size) {
            client(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
        }
        return this;
    }

    /** So many bytes were sent and not captured. */
    public Talk lose(boolean fromClient, int bytes) {
        if (fromClient) {
            clientSequence += bytes;
        } else {
            serverSequence += bytes;
        }
        return this;
    }

    public Talk query(String sql) {
        return client(packet(0, command(0x03, sql)));
    }

    public Talk close() {
        add(true, Frames.FIN | Frames.ACK, clientSequence++, serverSequence);
        add(false, Frames.FIN | Frames.ACK, serverSequence++, clientSequence);
        return this;
    }

    private void segment(boolean fromClient, int sequence, byte[] payload) {
        Tcp tcp =
                new Tcp(
                        fromClient,
                        clientPort,
                        sequence,
                        fromClient ? serverSequence : clientSequence,
                        Frames.ACK);
        packets.add(Frames.ethernet(IPV4, Frames.ipv4(tcp, payload)));
    }

    private void add(boolean fromClient, int flags, int sequence, int acknowledged) {
        Tcp tcp = new Tcp(fromClient, clientPort, sequence, acknowledged, flags);
        packets.add(Frames.ethernet(IPV4, Frames.ipv4(tcp, new byte[0])));
    }

    /** Runs the packets, a millisecond apart, through a pipeline of the server's port. */
    public ClosedWindow run() throws IOException {
        return run(PipelineSettings.of(PortFilter.of(List.of(Frames.SERVER_PORT))), packets);
    }

    public static ClosedWindow run(PipelineSettings settings, List<byte[]> packets)
            throws IOException {
        return run(new ProbePipeline(settings), packets);
    }

    public static ClosedWindow run(ProbePipeline pipeline, List<byte[]> packets)
            throws IOException {
        PcapBytes pcap = new PcapBytes(ETHERNET);
        for (int i = 0; i < packets.size(); i++) {
            pcap.packet(1_000 + i / 1_000, i % 1_000 * 1_000, packets.get(i));
        }
        PacketView view = new PacketView();
        try (CaptureFile file = CaptureFile.read("test", pcap.stream())) {
            while (file.next(view) == PacketSource.Read.PACKET) {
                pipeline.packet(view);
            }
        }
        pipeline.end(view.nanos());
        return pipeline.closeWindow();
    }

    /** The cell of a family in a window that must have it. */
    public static Cell cell(ClosedWindow window, String digestText) {
        return window.cells().stream()
                .filter(cell -> cell.family().text().equals(digestText))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                digestText
                                        + " is not among "
                                        + window.cells().stream()
                                                .map(cell -> cell.family().text())
                                                .toList()));
    }

    /** A packet with its header. */
    public static byte[] packet(int sequence, byte[] payload) {
        byte[] bytes = new byte[4 + payload.length];
        bytes[0] = (byte) payload.length;
        bytes[1] = (byte) (payload.length >>> 8);
        bytes[2] = (byte) (payload.length >>> 16);
        bytes[3] = (byte) sequence;
        System.arraycopy(payload, 0, bytes, 4, payload.length);
        return bytes;
    }

    public static byte[] command(int code, String text) {
        return join(new byte[] {(byte) code}, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
