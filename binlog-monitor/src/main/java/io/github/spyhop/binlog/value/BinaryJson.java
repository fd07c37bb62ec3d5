package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.ColumnType;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * MySQL's binary JSON written as text, as the server itself writes it.
 *
 * <pre>
 * type 1, then
 *   object: count, bytes, (key offset, key length 2)…, (type 1, value or its offset)…, keys, values
 *   array:  count, bytes, (type 1, value or its offset)…, values
 *   string: length of 7 bits a byte, UTF-8
 *   opaque: column type 1, length the same way, bytes
 * </pre>
 *
 * Counts and offsets have 2 bytes in small and 4 in large objects and arrays.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/json__binary_8h.html">json_binary.h</a>
 */
final class BinaryJson {

    static final int SMALL_OBJECT = 0x00;
    static final int LARGE_OBJECT = 0x01;
    static final int SMALL_ARRAY = 0x02;
    static final int LARGE_ARRAY = 0x03;
    static final int LITERAL = 0x04;
    static final int INT16 = 0x05;
    static final int UINT16 = 0x06;
    static final int INT32 = 0x07;
    static final int UINT32 = 0x08;
    static final int INT64 = 0x09;
    static final int UINT64 = 0x0a;
    static final int DOUBLE = 0x0b;
    static final int STRING = 0x0c;
    static final int OPAQUE = 0x0f;

    static final int LITERAL_NULL = 0;
    private static final int LITERAL_TRUE = 1;
    private static final int LITERAL_FALSE = 2;

    /** MySQL's own limit. */
    static final int DEPTH_MAX = 100;

    private BinaryJson() {}

    /** Writes a document; one of no bytes is the JSON null, as in the server. */
    static void write(byte[] bytes, int start, int end, JsonBytes json) {
        if (start == end) {
            json.ascii("null");
            return;
        }
        value(bytes[start], new ByteCursor(bytes, start + 1, end), 0, json);
    }

    /** Writes the value that begins at the cursor. */
    private static void value(int type, ByteCursor at, int depth, JsonBytes json) {
        if (depth > DEPTH_MAX) {
            throw new MalformedEventException("JSON deeper than " + DEPTH_MAX);
        }
        switch (type) {
            case SMALL_OBJECT, LARGE_OBJECT -> object(at, type == LARGE_OBJECT, depth, json);
            case SMALL_ARRAY, LARGE_ARRAY -> array(at, type == LARGE_ARRAY, depth, json);
            case LITERAL -> literal(at.u8(), json);
            case INT16 -> json.number((short) at.u16());
            case UINT16 -> json.number(at.u16());
            case INT32 -> json.number((long) (int) at.u32());
            case UINT32 -> json.number(at.u32());
            case INT64 -> json.number(at.i64());
            case UINT64 -> json.unsigned(at.i64());
            case DOUBLE -> Numbers.real(Double.longBitsToDouble(at.i64()), json);
            case STRING -> {
                int length = length(at);
                text(at.array(), at.skip(length), length, json);
            }
            case OPAQUE -> opaque(at, json);
            default -> throw new MalformedEventException("JSON type " + type + " is not known");
        }
    }

    static void text(byte[] bytes, int start, int length, JsonBytes json) {
        if (!json.utf8(bytes, start, start + length)) {
            throw new MalformedEventException("a JSON string that is not UTF-8");
        }
    }

    private static void literal(int code, JsonBytes json) {
        switch (code) {
            case LITERAL_NULL -> json.ascii("null");
            case LITERAL_TRUE -> json.ascii("true");
            case LITERAL_FALSE -> json.ascii("false");
            default -> throw new MalformedEventException("JSON literal " + code + " is not known");
        }
    }

    private static void object(ByteCursor at, boolean large, int depth, JsonBytes json) {
        Container members = new Container(at, large, true);
        json.raw('{');
        for (int i = 0; i < members.count; i++) {
            if (i > 0) {
                json.raw(',');
            }
            members.key(i, json);
            json.raw(':');
            members.value(i, depth, json);
        }
        json.raw('}');
    }

    private static void array(ByteCursor at, boolean large, int depth, JsonBytes json) {
        Container elements = new Container(at, large, false);
        json.raw('[');
        for (int i = 0; i < elements.count; i++) {
            if (i > 0) {
                json.raw(',');
            }
            elements.value(i, depth, json);
        }
        json.raw(']');
    }

    /** An object's or array's table of contents. */
    static final class Container {

        private final byte[] bytes;
        private final int start;
        private final int end;
        private final boolean large;
        private final int wide;
        private final int keys;
        private final int values;
        final int count;

        Container(ByteCursor at, boolean large, boolean hasKeys) {
            bytes = at.array();
            start = at.position();
            this.large = large;
            wide = large ? Integer.BYTES : Short.BYTES;
            long countStated = at.number(wide);
            long size = at.number(wide);
            int entryBytes = (hasKeys ? wide + Short.BYTES : 0) + 1 + wide;
            if (size > at.end() - start || countStated * entryBytes > size) {
                throw new MalformedEventException(
                        "JSON of %d members in %d bytes where %d are left"
                                .formatted(countStated, size, at.end() - start));
            }
            count = (int) countStated;
            end = start + (int) size;
            keys = at.position();
            values = keys + (hasKeys ? count * (wide + Short.BYTES) : 0);
        }

        void key(int index, JsonBytes json) {
            ByteCursor entry = new ByteCursor(bytes, keys + index * (wide + Short.BYTES), end);
            int offset = (int) entry.number(wide);
            int length = entry.u16();
            text(bytes, inside(offset, length), length, json);
        }

        String key(int index) {
            ByteCursor entry = new ByteCursor(bytes, keys + index * (wide + Short.BYTES), end);
            int offset = (int) entry.number(wide);
            int length = entry.u16();
            return new String(bytes, inside(offset, length), length, StandardCharsets.UTF_8);
        }

        int type(int index) {
            return bytes[values + index * (1 + wide)] & 0xff;
        }

        /** At the value, within its entry or where that points to. */
        ByteCursor at(int index) {
            int entry = values + index * (1 + wide);
            if (isInlined(type(index))) {
                return new ByteCursor(bytes, entry + 1, end);
            }
            int offset = (int) new ByteCursor(bytes, entry + 1, end).number(wide);
            return new ByteCursor(bytes, inside(offset, 0), end);
        }

        void value(int index, int depth, JsonBytes json) {
            BinaryJson.value(type(index), at(index), depth + 1, json);
        }

        private boolean isInlined(int type) {
            return switch (type) {
                case LITERAL, INT16, UINT16 -> true;
                case INT32, UINT32 -> large;
                default -> false;
            };
        }

        private int inside(int offset, int length) {
            if (offset < 0 || offset > end - start - length) {
                throw new MalformedEventException("a JSON offset of " + offset);
            }
            return start + offset;
        }
    }

    /** A length of 7 bits a byte, the lowest first. */
    static int length(ByteCursor at) {
        long length = 0;
        for (int i = 0; i < 5; i++) {
            int b = at.u8();
            length |= (long) (b & 0x7f) << (7 * i);
            if (b < 0x80) {
                if (length > at.remaining()) {
                    break;
                }
                return (int) length;
            }
        }
        throw new MalformedEventException("a JSON length of " + length);
    }

    private static void opaque(ByteCursor at, JsonBytes json) {
        int columnType = at.u8();
        int length = length(at);
        int start = at.skip(length);
        byte[] bytes = at.array();
        if (columnType == ColumnType.DECIMAL.code() && length > 2) {
            Numbers.decimalDigits(bytes, start + 2, bytes[start], bytes[start + 1], json);
        } else if (columnType == ColumnType.DATE.code() && length == Long.BYTES) {
            JsonTemporals.date(Numbers.littleEndian(bytes, start, start + length), json);
        } else if (columnType == ColumnType.OLD_TIME.code() && length == Long.BYTES) {
            JsonTemporals.time(Numbers.littleEndian(bytes, start, start + length), json);
        } else if ((columnType == ColumnType.OLD_DATETIME.code()
                        || columnType == ColumnType.OLD_TIMESTAMP.code())
                && length == Long.BYTES) {
            JsonTemporals.dateTime(Numbers.littleEndian(bytes, start, start + length), json);
        } else {
            byte[] content = java.util.Arrays.copyOfRange(bytes, start, start + length);
            json.ascii("\"base64:type" + columnType + ":")
                    .raw(Base64.getEncoder().encode(content))
                    .raw('"');
        }
    }
}
