package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.capture.Bytes;
import io.github.spyhop.probe.decode.client.Command;
import io.github.spyhop.probe.decode.server.ErrPacket;
import io.github.spyhop.probe.decode.server.OkPacket;
import io.github.spyhop.probe.decode.server.PrepareOk;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.PacketFramer;
import io.github.spyhop.probe.decode.wire.ServerStatus;
import io.github.spyhop.probe.decode.wire.WireReader;

/**
 * Reads the responses of a connection, each in the context of its command: the same bytes mean
 * different things after different commands.
 *
 * <p>Whether EOF packets are deprecated need not be known beforehand: an EOF packet has 5 bytes, the
 * OK packet in its place at least 7.
 */
final class ResponseReader {

    /** What a packet was in its response. */
    enum Step {
        PART,
        /** It ended a result: {@link #response} is complete. */
        RESULT,
        /** From here on the server sends a stream that is no response. */
        STREAM,
        /** It does not belong here. */
        BROKEN
    }

    /** What is expected next. */
    private enum Expected {
        NOTHING,
        FIRST,
        COLUMNS,
        AFTER_COLUMNS,
        ROWS,
        INFILE,
        PREPARED,
        LOGIN
    }

    private static final int OK = 0x00;
    private static final int LOCAL_INFILE = 0xfb;
    private static final int EOF = 0xfe;
    private static final int ERR = 0xff;
    private static final int EOF_BYTES = 5;
    private static final int LONG_ROW_BYTES = 0xffffff;

    private final ConnectionDecoder connection;
    private final CommandQueue commands;
    private final Response response = new Response();
    private final PrepareReply prepareReply = new PrepareReply();

    private Expected expected = Expected.NOTHING;
    private int sequence;
    private int definitions;

    /** The last response may still end with an EOF packet: the login that tells was not seen. */
    private boolean maybeEof;

    ResponseReader(ConnectionDecoder connection, CommandQueue commands) {
        this.connection = connection;
        this.commands = commands;
    }

    Response response() {
        return response;
    }

    boolean takesInfile() {
        return expected == Expected.INFILE;
    }

    void infileEnded(int lastSequence) {
        sequence = lastSequence + 1 & 0xff;
        expected = Expected.FIRST;
    }

    boolean isInLogin() {
        return expected == Expected.LOGIN
                || (!commands.isEmpty() && commands.head().answer() == Command.Answer.LOGIN);
    }

    /** Steps over the rows and definitions that lie whole in the bytes at hand: most packets. */
    void skipWhole(PacketFramer packets) {
        if (expected == Expected.ROWS) {
            int rows = packets.skip(sequence, Integer.MAX_VALUE);
            response.rows += rows;
            skipped(packets, rows);
        } else if (expected == Expected.COLUMNS) {
            int count = packets.skip(sequence, definitions);
            definitions -= count;
            skipped(packets, count);
            if (definitions == 0) {
                expected = Expected.AFTER_COLUMNS;
            }
        }
    }

    private void skipped(PacketFramer packets, int count) {
        sequence = sequence + count & 0xff;
        response.bytes += packets.skippedBytes();
    }

    Step read(PacketFramer packet) {
        if (expected == Expected.NOTHING && !begin(packet)) {
            return unexpected(packet);
        }
        if (packet.firstSequence() != sequence && expected != Expected.LOGIN) {
            return Step.BROKEN;
        }
        sequence = packet.lastSequence() + 1 & 0xff;
        if (response.more) {
            response.start();
        }
        response.bytes += packet.total() + PacketFramer.HEADER_BYTES;
        if (response.firstNanos == 0) {
            response.firstNanos = packet.startNanos();
        }
        return switch (expected) {
            case FIRST -> first(packet);
            case COLUMNS -> column(packet);
            case AFTER_COLUMNS -> afterColumns(packet);
            case ROWS -> row(packet);
            case PREPARED -> preparedPart(packet, prepareReply.next(isEof(packet)));
            case LOGIN -> login(packet);
            case INFILE, NOTHING -> Step.BROKEN;
        };
    }

    private boolean begin(PacketFramer packet) {
        if (commands.isEmpty() || (maybeEof && isEof(packet))) {
            return false;
        }
        maybeEof = false;
        sequence = commands.headSequence();
        expected = Expected.FIRST;
        response.start();
        return true;
    }

    /** A server speaks unasked only to say why it ends the connection. */
    private Step unexpected(PacketFramer packet) {
        if (maybeEof && isEof(packet)) {
            maybeEof = false;
            return Step.PART;
        }
        return packet.first() == ERR ? Step.PART : Step.BROKEN;
    }

    private Step first(PacketFramer packet) {
        if (packet.first() == ERR) {
            return error(packet);
        }
        return switch (commands.head().answer()) {
            case RESULTS -> firstOfResult(packet);
            case PREPARED -> prepared(packet);
            case SIMPLE -> isEof(packet) ? eof(packet) : ok(packet);
            case TEXT -> done(packet);
            case ROWS, COLUMNS -> row(packet);
            case LOGIN -> login(packet);
            case STREAM -> Step.STREAM;
            case NONE -> Step.BROKEN;
        };
    }

    private Step firstOfResult(PacketFramer packet) {
        int first = packet.first();
        if (first == OK && packet.total() >= OkPacket.BYTES_MIN) {
            return ok(packet);
        }
        if (first == LOCAL_INFILE && commands.head() == Command.QUERY) {
            expected = Expected.INFILE;
            return Step.PART;
        }
        if (first == EOF || first < 0) {
            return Step.BROKEN;
        }
        int columns = columnCount(packet);
        if (columns <= 0) {
            return Step.BROKEN;
        }
        response.resultSet = true;
        boolean definitionsFollow = definitionsFollow(packet);
        definitions = definitionsFollow ? columns : 0;
        expected = definitionsFollow ? Expected.COLUMNS : Expected.AFTER_COLUMNS;
        return Step.PART;
    }

    /**
     * The packet is {@code columns:length-encoded}; with OPTIONAL_METADATA, or MariaDB's cached
     * metadata, a byte follows that tells whether the definitions do.
     */
    private int columnCount(PacketFramer packet) {
        WireReader reader = reader(packet);
        long count = reader.lengthEncoded();
        return reader.isIntact() && count <= 0xffff && reader.remaining() <= 1 ? (int) count : -1;
    }

    private static boolean definitionsFollow(PacketFramer packet) {
        int first = packet.first();
        int countBytes = first == 0xfc ? 3 : first == 0xfd ? 4 : 1;
        return packet.length() == countBytes || packet.bytes()[packet.offset() + countBytes] != 0;
    }

    private Step column(PacketFramer packet) {
        if (packet.first() == ERR) {
            return error(packet);
        }
        if (--definitions == 0) {
            expected = Expected.AFTER_COLUMNS;
        }
        return Step.PART;
    }

    /** An EOF packet, the first row, or at once the end. */
    private Step afterColumns(PacketFramer packet) {
        if (isEof(packet)) {
            int status = Bytes.le16(packet.bytes(), packet.offset() + 3);
            if ((status & ServerStatus.CURSOR_EXISTS) != 0) {
                return eof(packet);
            }
            expected = Expected.ROWS;
            return Step.PART;
        }
        expected = Expected.ROWS;
        return row(packet);
    }

    private Step row(PacketFramer packet) {
        int first = packet.first();
        if (first == ERR) {
            return error(packet);
        }
        if (first == EOF && packet.total() < LONG_ROW_BYTES) {
            return isEof(packet) ? eof(packet) : ok(packet);
        }
        expected = Expected.ROWS;
        response.rows++;
        return Step.PART;
    }

    private Step prepared(PacketFramer packet) {
        PrepareOk ok = PrepareOk.decode(reader(packet), connection.capabilities);
        if (packet.first() != OK || ok == null) {
            return Step.BROKEN;
        }
        response.prepared = ok;
        PrepareReply.Eof eof =
                !connection.capabilitiesKnown
                        ? PrepareReply.Eof.PERHAPS
                        : connection.capabilities.has(Capabilities.DEPRECATE_EOF)
                                ? PrepareReply.Eof.NEVER
                                : PrepareReply.Eof.ALWAYS;
        return preparedPart(packet, prepareReply.begin(ok, eof));
    }

    private Step preparedPart(PacketFramer packet, PrepareReply.Progress progress) {
        return switch (progress) {
            case MORE -> {
                expected = Expected.PREPARED;
                yield Step.PART;
            }
            case DONE -> done(packet);
            case PERHAPS_DONE -> {
                maybeEof = true;
                yield done(packet);
            }
            case BROKEN -> Step.BROKEN;
        };
    }

    /** A dialogue about the password, until OK or ERR; only its end is of interest. */
    private Step login(PacketFramer packet) {
        expected = Expected.LOGIN;
        return switch (packet.first()) {
            case OK -> ok(packet);
            case ERR -> error(packet);
            default -> Step.PART;
        };
    }

    private Step error(PacketFramer packet) {
        ErrPacket error = ErrPacket.decode(reader(packet));
        if (error.number() == ErrPacket.PROGRESS_REPORT && connection.mariaDb) {
            return Step.PART;
        }
        response.error = error;
        return done(packet);
    }

    private Step ok(PacketFramer packet) {
        OkPacket ok = connection.scope.ok;
        if ((packet.first() != OK && packet.first() != EOF)
                || packet.total() < OkPacket.BYTES_MIN
                || !ok.decode(reader(packet), connection.capabilities)) {
            return Step.BROKEN;
        }
        response.affectedRows = ok.affectedRows();
        response.warnings = ok.warnings();
        response.schema = ok.schema();
        return endWith(packet, ok.status());
    }

    /** {@code 0xfe warnings:2 status:2} */
    private Step eof(PacketFramer packet) {
        response.warnings = Bytes.le16(packet.bytes(), packet.offset() + 1);
        return endWith(packet, Bytes.le16(packet.bytes(), packet.offset() + 3));
    }

    private Step endWith(PacketFramer packet, int status) {
        response.status = status;
        if ((status & ServerStatus.MORE_RESULTS) == 0
                || commands.head().answer() != Command.Answer.RESULTS) {
            return done(packet);
        }
        response.more = true;
        response.lastNanos = packet.endNanos();
        expected = Expected.FIRST;
        return Step.RESULT;
    }

    private Step done(PacketFramer packet) {
        response.lastNanos = packet.endNanos();
        expected = Expected.NOTHING;
        commands.remove();
        return Step.RESULT;
    }

    private static boolean isEof(PacketFramer packet) {
        return packet.first() == EOF && packet.total() == EOF_BYTES;
    }

    private WireReader reader(PacketFramer packet) {
        return connection.scope.reader.on(packet.bytes(), packet.offset(), packet.length());
    }
}
