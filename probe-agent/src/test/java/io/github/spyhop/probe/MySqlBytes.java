package io.github.spyhop.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.probe.decode.wire.Capabilities;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Messages of the MySQL protocol. */
public final class MySqlBytes {

    /** What current clients and servers have in common, without EOF packets. */
    public static final long MODERN =
            Capabilities.CLIENT_MYSQL
                    | Capabilities.CONNECT_WITH_DB
                    | Capabilities.PROTOCOL_41
                    | Capabilities.SECURE_CONNECTION
                    | Capabilities.PLUGIN_AUTH
                    | Capabilities.LENGTH_ENCODED_AUTH
                    | Capabilities.DEPRECATE_EOF;

    private MySqlBytes() {}

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static byte[] greeting(String version, long capabilities) {
        byte[] head = Talk.join(new byte[] {10}, version.getBytes(UTF_8), new byte[] {0});
        byte[] tail =
                buffer(4 + 9 + 2 + 1 + 2 + 2 + 1 + 10 + 13)
                        .putInt(77)
                        .put(new byte[9])
                        .putShort((short) capabilities)
                        .put((byte) 255)
                        .putShort((short) 2)
                        .putShort((short) (capabilities >>> 16))
                        .put((byte) 21)
                        .put(new byte[6])
                        .putInt((int) (capabilities >>> 32))
                        .put(new byte[13])
                        .array();
        return Talk.join(head, tail, "caching_sha2_password\0".getBytes(UTF_8));
    }

    public static byte[] handshakeResponse(long capabilities, String user, String schema) {
        byte[] head =
                buffer(32)
                        .putInt((int) capabilities)
                        .putInt(1 << 24)
                        .put((byte) 255)
                        .put(new byte[19])
                        .putInt((int) (capabilities >>> 32))
                        .array();
        return Talk.join(
                head,
                (user + "\0").getBytes(UTF_8),
                new byte[] {1, 42},
                (schema + "\0").getBytes(UTF_8),
                "caching_sha2_password\0".getBytes(UTF_8));
    }

    public static byte[] ok(int affectedRows, int status) {
        return buffer(7)
                .put((byte) 0)
                .put((byte) affectedRows)
                .put((byte) 0)
                .putShort((short) status)
                .putShort((short) 0)
                .array();
    }

    /** The OK packet at the end of rows. */
    public static byte[] okAfterRows(int status) {
        byte[] ok = ok(0, status);
        ok[0] = (byte) 0xfe;
        return ok;
    }

    public static byte[] eof(int status) {
        return buffer(5).put((byte) 0xfe).putShort((short) 0).putShort((short) status).array();
    }

    public static byte[] error(int number, String sqlState, String message) {
        return Talk.join(
                buffer(3).put((byte) 0xff).putShort((short) number).array(),
                ("#" + sqlState + message).getBytes(UTF_8));
    }

    public static byte[] column(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : new String[] {"def", "shop", "t", "t", name, name}) {
            bytes.write(text.length());
            bytes.writeBytes(text.getBytes(UTF_8));
        }
        bytes.writeBytes(new byte[] {12, 45, 0, 0, 1, 0, 0, (byte) 253, 0, 0, 0, 0, 0});
        return bytes.toByteArray();
    }

    public static byte[] row(String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String value : values) {
            bytes.write(value.length());
            bytes.writeBytes(value.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A result of one column without EOF packets, its packets numbered from this one. */
    public static byte[] resultSet(int firstSequence, int status, String... rows) {
        int sequence = firstSequence;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Talk.packet(sequence++, new byte[] {1}));
        bytes.writeBytes(Talk.packet(sequence++, column("c")));
        for (String row : rows) {
            bytes.writeBytes(Talk.packet(sequence++ & 0xff, row(row)));
        }
        bytes.writeBytes(Talk.packet(sequence & 0xff, okAfterRows(status)));
        return bytes.toByteArray();
    }

    /** The same with EOF packets. */
    public static byte[] resultSetWithEof(int status, String... rows) {
        int sequence = 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Talk.packet(sequence++, new byte[] {1}));
        bytes.writeBytes(Talk.packet(sequence++, column("c")));
        bytes.writeBytes(Talk.packet(sequence++, eof(status)));
        for (String row : rows) {
            bytes.writeBytes(Talk.packet(sequence++ & 0xff, row(row)));
        }
        bytes.writeBytes(Talk.packet(sequence & 0xff, eof(status)));
        return bytes.toByteArray();
    }

    /** The answer to a preparation of a statement with these numbers, without EOF packets. */
    public static byte[] prepareOk(int statementId, int columns, int parameters) {
        int sequence = 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                Talk.packet(
                        sequence++,
                        buffer(12)
                                .put((byte) 0)
                                .putInt(statementId)
                                .putShort((short) columns)
                                .putShort((short) parameters)
                                .put((byte) 0)
                                .putShort((short) 0)
                                .array()));
        for (int i = 0; i < parameters + columns; i++) {
            bytes.writeBytes(Talk.packet(sequence++, column("c")));
        }
        return bytes.toByteArray();
    }

    public static byte[] execute(int statementId) {
        return buffer(10).put((byte) 0x17).putInt(statementId).put((byte) 0).putInt(1).array();
    }
}
