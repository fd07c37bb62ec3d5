package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.client.HandshakeResponse;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.server.ServerGreeting;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.Decompressor;
import io.github.spyhop.probe.decode.wire.PacketFramer;
import io.github.spyhop.probe.decode.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * From the server's greeting to its OK (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html">connection
 * phase</a>). What the two sides exchange to prove a password, in however many rounds, is passed
 * over unread.
 */
final class LoginPhase extends ConnectionPhase {

    private static final int OK = 0x00;
    private static final int ERR = 0xff;
    private static final int AUTH_SWITCH = 0xfe;
    private static final int AUTH_MORE = 0x01;

    private @Nullable ServerGreeting greeting;
    private @Nullable HandshakeResponse login;

    LoginPhase(ConnectionDecoder connection) {
        super(connection);
    }

    @Override
    void bytes(boolean fromClient, byte[] bytes, int offset, int length, long nanos) {
        PacketFramer packets = fromClient ? connection.clientPackets : connection.serverPackets;
        packets.feed(bytes, offset, length, nanos);
        while (connection.isIn(this) && packets.next()) {
            if (fromClient) {
                client(packets);
            } else {
                server(packets);
            }
        }
    }

    @Override
    void gap(boolean fromClient, long nanos) {
        if (greeting == null) {
            connection.become(new JoinPhase(connection, false));
        } else {
            connection.resynchronise(Loss.GAP, fromClient);
        }
    }

    private void client(PacketFramer packet) {
        if (greeting == null) {
            // MySQL's server speaks first.
            connection.ignore();
        } else if (login == null) {
            WireReader reader = readerOf(packet);
            if (HandshakeResponse.isSslRequest(reader)) {
                connection.opaque(Loss.TLS);
                return;
            }
            login = HandshakeResponse.decode(reader);
            if (login == null) {
                connection.opaque(Loss.OLD_PROTOCOL);
            }
        }
    }

    private void server(PacketFramer packet) {
        if (greeting == null) {
            greet(packet);
        } else if (packet.first() == ERR) {
            connection.listener().refused(ErrPacket.decode(readerOf(packet)), packet.endNanos());
        } else if (login != null && packet.first() == OK) {
            accept(greeting, login);
        } else if (packet.first() != AUTH_SWITCH && packet.first() != AUTH_MORE) {
            connection.resynchronise(Loss.PROTOCOL, false);
        }
    }

    private void greet(PacketFramer packet) {
        if (packet.firstSequence() == 0 && packet.first() == ERR) {
            connection.listener().refused(ErrPacket.decode(readerOf(packet)), packet.endNanos());
            connection.become(new OpaquePhase(connection));
            return;
        }
        greeting = packet.firstSequence() == 0 ? ServerGreeting.decode(readerOf(packet)) : null;
        if (greeting == null) {
            connection.ignore();
            return;
        }
        connection.rolesAreProven();
        connection.mariaDb = greeting.isMariaDb();
        connection.listener().greeted(greeting);
    }

    private void accept(ServerGreeting server, HandshakeResponse client) {
        connection.capabilities = server.capabilities().and(client.capabilities());
        connection.capabilitiesKnown = true;
        connection.compression = compressionOf(connection.capabilities);
        connection.listener().loggedIn(client);
        connection.become(new CommandPhase(connection, true));
    }

    private static Decompressor.Algorithm compressionOf(Capabilities agreed) {
        if (agreed.has(Capabilities.COMPRESS)) {
            return Decompressor.Algorithm.ZLIB;
        }
        return agreed.has(Capabilities.ZSTD)
                ? Decompressor.Algorithm.ZSTD
                : Decompressor.Algorithm.NONE;
    }

    private WireReader readerOf(PacketFramer packet) {
        return connection.scope.reader.on(packet.bytes(), packet.offset(), packet.length());
    }
}
