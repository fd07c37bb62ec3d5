package io.github.spyhop.binlog.stream;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import com.github.shyiko.mysql.binlog.network.ServerException;
import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.event.FormatDescriptionEvent;
import io.github.spyhop.binlog.event.MalformedEventException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One replication connection. The library connects, logs in and asks for the binlog; every packet
 * behind that is read here, because the library's own loop passes over events that it cannot read.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication.html">
 *     Replication protocol</a>
 */
public final class BinlogStream implements AutoCloseable {

    private static final int PACKET_OK = 0x00;
    private static final int PACKET_EOF = 0xfe;
    private static final int PACKET_ERROR = 0xff;
    private static final int SQL_STATE_BYTES = 6;
    private static final int HEARTBEATS_MISSED_MAX = 3;

    private final StreamSettings settings;
    private final Client client;
    private final BinlogEvent event = new BinlogEvent();
    private final CRC32 crc = new CRC32();
    private boolean checksummed;
    private Socket socket = new Socket();
    private boolean closed;

    public BinlogStream(StreamSettings settings) {
        this.settings = settings;
        client = new Client(settings.login());
        client.setServerId(settings.serverId());
        client.setKeepAlive(false);
        client.setConnectTimeout(settings.connectTimeout().toMillis());
        client.setHeartbeatInterval(settings.heartbeat().toMillis());
        client.setSSLMode(sslMode(settings.login().tlsMode()));
        client.setSslSocketFactory(new TlsSockets(settings.login()));
        client.setSocketFactory(this::newSocket);
        client.setEventDeserializer(
                new EventDeserializer() {
                    // Deprecated for other callers, yet where the client says what it negotiated.
                    @SuppressWarnings("deprecation")
                    @Override
                    public void setChecksumType(ChecksumType type) {
                        checksummed = type != ChecksumType.NONE;
                    }
                });
    }

    private synchronized Socket newSocket() throws SocketException {
        if (closed) {
            throw new SocketException("closed before it was connected");
        }
        Socket opened = new Socket();
        opened.setTcpNoDelay(true);
        opened.setSoTimeout((int) settings.heartbeat().toMillis() * HEARTBEATS_MISSED_MAX);
        socket = opened;
        return opened;
    }

    /**
     * Reads the binlog until the connection ends; never returns otherwise.
     *
     * @throws StreamRefusedException if the server refuses the login or the position, or ends the
     *     stream with an error
     * @throws OversizedEventException if an event is longer than the limit
     * @throws IOException if the connection cannot be made or is lost
     */
    public void run(StreamStart start, EventSink sink)
            throws StreamRefusedException, IOException, InterruptedException {
        switch (start) {
            case StreamStart.AllBut(String gtidSet) -> client.setGtidSet(gtidSet);
            case StreamStart.From(var position) -> {
                client.setBinlogFilename(position.file());
                client.setBinlogPosition(position.offset());
            }
        }
        client.registerLifecycleListener(
                new BinaryLogClient.AbstractLifecycleListener() {
                    @Override
                    public void onConnect(BinaryLogClient connected) {
                        takeOver(sink);
                    }
                });
        try {
            client.connect();
        } catch (TakenOver ended) {
            ended.rethrow();
        } catch (ServerException refusal) {
            throw new StreamRefusedException(
                    refusal.getErrorCode(), String.valueOf(refusal.getMessage()));
        } finally {
            close();
        }
        throw new EOFException("the connection was closed");
    }

    /** Runs in the library's place, and leaves it by an exception, which ends the connection. */
    private void takeOver(EventSink sink) {
        try {
            read(new PacketInput(client.input(), settings.eventBytesMax()), sink);
        } catch (Exception end) {
            throw new TakenOver(end);
        }
    }

    private void read(PacketInput packets, EventSink sink)
            throws IOException, StreamRefusedException, InterruptedException {
        while (true) {
            if (packets.isDrained()) {
                sink.onDrained();
            }
            packets.next();
            int status = packets.array()[packets.payloadStart()] & 0xff;
            switch (status) {
                case PACKET_OK -> sink.onEvent(view(packets));
                case PACKET_ERROR -> throw refusal(packets.payload());
                case PACKET_EOF -> throw new EOFException("the server ended the stream");
                default -> throw new CorruptEventException("a packet of status " + status);
            }
        }
    }

    private BinlogEvent view(PacketInput packets) throws CorruptEventException {
        try {
            return framed(packets);
        } catch (MalformedEventException malformed) {
            throw new CorruptEventException(String.valueOf(malformed.getMessage()));
        }
    }

    private BinlogEvent framed(PacketInput packets) throws CorruptEventException {
        byte[] bytes = packets.array();
        int start = packets.payloadStart() + 1;
        int length = packets.payloadLength() - 1;
        event.wrap(bytes, start, length, 0);
        if (event.type() == EventType.FORMAT_DESCRIPTION) {
            checksummed =
                    FormatDescriptionEvent.decode(bytes, event.bodyStart(), start + length)
                            .checksummed();
        }
        if (checksummed) {
            event.wrap(bytes, start, length, BinlogEvent.CHECKSUM_BYTES);
            verifyChecksum(bytes, start, length - BinlogEvent.CHECKSUM_BYTES);
        }
        return event;
    }

    private void verifyChecksum(byte[] bytes, int start, int length) throws CorruptEventException {
        crc.reset();
        crc.update(bytes, start, length);
        int at = start + length;
        long stated =
                (bytes[at] & 0xffL)
                        | (bytes[at + 1] & 0xffL) << 8
                        | (bytes[at + 2] & 0xffL) << 16
                        | (bytes[at + 3] & 0xffL) << 24;
        if (stated != crc.getValue()) {
            throw new CorruptEventException(
                    "the checksum of an event of type %d before position %d is %08x, not %08x"
                            .formatted(
                                    event.typeCode(),
                                    event.nextPosition(),
                                    crc.getValue(),
                                    stated));
        }
    }

    private static StreamRefusedException refusal(byte[] packet) {
        int code = (packet[1] & 0xff) | (packet[2] & 0xff) << 8;
        int text = packet.length > 3 && packet[3] == '#' ? 3 + SQL_STATE_BYTES : 3;
        String message = new String(packet, text, packet.length - text, StandardCharsets.UTF_8);
        return new StreamRefusedException(code, message);
    }

    private static SSLMode sslMode(TlsMode mode) {
        return switch (mode) {
            case DISABLED -> SSLMode.DISABLED;
            case PREFERRED -> SSLMode.PREFERRED;
            case REQUIRED -> SSLMode.REQUIRED;
            // Who the server is, TlsSockets verifies: the library would ask a reverse DNS.
            case VERIFY_CA, VERIFY_IDENTITY -> SSLMode.VERIFY_CA;
        };
    }

    /** Ends the connection; {@link #run} returns by an exception. Safe from any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            // The bare socket: to close TLS in good order would wait for the server.
            socket.close();
        } catch (IOException closedAnyway) {
            // Nothing more can be done for it.
        }
    }

    /** The library's client, with a way to its connection. */
    private static final class Client extends BinaryLogClient {

        Client(ServerLogin login) {
            super(login.host(), login.port(), null, login.user(), login.password());
        }

        InputStream input() {
            return channel.getInputStream();
        }
    }

    /** Carries the end of {@link #takeOver} through the library. */
    private static final class TakenOver extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Exception end;

        TakenOver(Exception end) {
            super(end);
            this.end = end;
        }

        void rethrow() throws IOException, StreamRefusedException, InterruptedException {
            switch (end) {
                case IOException lost -> throw lost;
                case StreamRefusedException refused -> throw refused;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException fault -> throw fault;
                default -> throw new IllegalStateException(end);
            }
        }
    }
}
