package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.decode.wire.CompressedFramer;
import io.github.spyhop.probe.decode.wire.Decompressor;
import io.github.spyhop.probe.decode.wire.PacketFramer;
import org.jspecify.annotations.Nullable;

/**
 * Commands and their responses (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_command_phase.html">command
 * phase</a>). The client may send the next command before the answer to the last.
 */
final class CommandPhase extends ConnectionPhase {

    private final PacketFramer clientPackets;
    private final PacketFramer serverPackets;
    private final @Nullable CompressedFramer clientCompressed;
    private final @Nullable CompressedFramer serverCompressed;
    private final CommandQueue commands = new CommandQueue();
    private final ResponseReader responses;

    /** Whether a response has shown that this is what it seems to be. */
    private boolean proven;

    private long infileBytes;

    CommandPhase(ConnectionDecoder connection, boolean proven) {
        super(connection);
        this.proven = proven;
        clientPackets = connection.clientPackets;
        serverPackets = connection.serverPackets;
        responses = new ResponseReader(connection, commands);
        Decompressor.Algorithm algorithm = connection.compression;
        if (algorithm == null || algorithm == Decompressor.Algorithm.NONE) {
            clientCompressed = null;
            serverCompressed = null;
        } else {
            clientCompressed = connection.compressedFramer(algorithm);
            serverCompressed = connection.compressedFramer(algorithm);
        }
    }

    @Override
    void bytes(boolean fromClient, byte[] bytes, int offset, int length, long nanos) {
        CompressedFramer compressed = fromClient ? clientCompressed : serverCompressed;
        if (compressed == null) {
            plain(fromClient, bytes, offset, length, nanos);
            return;
        }
        compressed.feed(bytes, offset, length);
        while (connection.isIn(this) && compressed.next()) {
            plain(fromClient, compressed.bytes(), compressed.offset(), compressed.length(), nanos);
        }
        if (compressed.hasFailed() && connection.isIn(this)) {
            fail(Loss.COMPRESSION);
        }
    }

    private void plain(boolean fromClient, byte[] bytes, int offset, int length, long nanos) {
        if (fromClient) {
            clientPackets.feed(bytes, offset, length, nanos);
            while (connection.isIn(this) && clientPackets.next()) {
                client(clientPackets);
            }
        } else {
            serverPackets.feed(bytes, offset, length, nanos);
            responses.skipWhole(serverPackets);
            while (connection.isIn(this) && serverPackets.next()) {
                server(serverPackets);
                responses.skipWhole(serverPackets);
            }
        }
    }

    @Override
    void gap(boolean fromClient, long nanos) {
        connection.resynchronise(Loss.GAP, fromClient);
    }

    private void client(PacketFramer packet) {
        if (responses.takesInfile()) {
            infile(packet);
            return;
        }
        if (packet.firstSequence() != 0) {
            if (!responses.isInLogin()) {
                fail(Loss.PROTOCOL);
            }
            return;
        }
        Command command = Command.of(packet.first());
        if (command == null && proven) {
            command = Command.UNKNOWN;
        }
        if (command == null) {
            fail(Loss.PROTOCOL);
            return;
        }
        if (command.answer() != Command.Answer.NONE) {
            if (commands.size() >= connection.scope.limits.pipelinedMax()) {
                fail(Loss.PIPELINE_LIMIT);
                return;
            }
            commands.add(command, packet.lastSequence() + 1 & 0xff);
        }
        Request request = connection.scope.request;
        request.set(command, packet, connection);
        connection.listener().request(request);
    }

    /** The file's content, up to an empty packet; then the server goes on answering. */
    private void infile(PacketFramer packet) {
        infileBytes += packet.total();
        if (packet.total() == 0) {
            connection.listener().infile(infileBytes);
            infileBytes = 0;
            responses.infileEnded(packet.lastSequence());
        }
    }

    private void server(PacketFramer packet) {
        switch (responses.read(packet)) {
            case PART -> {}
            case RESULT -> {
                prove();
                connection.listener().response(responses.response());
            }
            case STREAM -> connection.opaque(Loss.REPLICATION);
            case BROKEN -> fail(Loss.PROTOCOL);
        }
    }

    private void prove() {
        if (!proven) {
            proven = true;
            connection.rolesAreProven();
            connection.joinedLate();
        }
    }

    private void fail(Loss why) {
        if (proven) {
            connection.resynchronise(why, true);
        } else {
            release();
            connection.listener().retracted();
            connection.clientPackets.reset();
            connection.serverPackets.reset();
            connection.become(new JoinPhase(connection, false));
        }
    }

    @Override
    void release() {
        if (clientCompressed != null && serverCompressed != null) {
            clientCompressed.reset();
            serverCompressed.reset();
        }
    }
}
