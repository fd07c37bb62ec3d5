package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.charset.CharacterSet;
import io.github.spyhop.binlog.json.JsonBytes;
import java.util.Arrays;
import java.util.List;

/** Text, binary strings, ENUM, SET, GEOMETRY and VECTOR. */
final class Texts {

    private static final int SRID_BYTES = 4;

    private Texts() {}

    /** Text; what is no text of its character set is written as binary, so that it is not lost. */
    static ColumnValue text(CharacterSet characterSet) {
        return (bytes, start, end, json) -> {
            if (!characterSet.write(bytes, start, end, json)) {
                json.binary(bytes, start, end);
            }
        };
    }

    static void binary(byte[] bytes, int start, int end, JsonBytes json) {
        json.binary(bytes, start, end);
    }

    /** BINARY(n): the binlog leaves out the zero bytes at its end. */
    static ColumnValue paddedBinary(int length) {
        return (bytes, start, end, json) -> {
            if (end - start == length) {
                json.binary(bytes, start, end);
            } else {
                byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, start, end), length);
                json.binary(padded, 0, length);
            }
        };
    }

    /** ENUM by name; index 0 is what MySQL stores for a value that was none: the empty string. */
    static ColumnValue enumeration(List<String> members) {
        byte[][] names = jsonOf(members);
        return (bytes, start, end, json) -> {
            int index = (int) Numbers.littleEndian(bytes, start, end);
            if (index == 0) {
                json.ascii("\"\"");
            } else {
                json.raw(names[index - 1]);
            }
        };
    }

    /** SET as an array of names, in the order of its definition. */
    static ColumnValue set(List<String> members) {
        byte[][] names = jsonOf(members);
        return (bytes, start, end, json) -> {
            long bits = Numbers.littleEndian(bytes, start, end);
            json.raw('[');
            String comma = "";
            for (int i = 0; i < names.length; i++) {
                if ((bits >>> i & 1) != 0) {
                    json.ascii(comma).raw(names[i]);
                    comma = ",";
                }
            }
            json.raw(']');
        };
    }

    private static byte[][] jsonOf(List<String> members) {
        byte[][] names = new byte[members.size()][];
        JsonBytes json = new JsonBytes();
        for (int i = 0; i < names.length; i++) {
            json.clear();
            json.string(members.get(i));
            names[i] = json.copyFrom(0);
        }
        return names;
    }

    /** GEOMETRY: its spatial reference in 4 bytes, then well-known binary (OGC 06-103r4). */
    static void geometry(byte[] bytes, int start, int end, JsonBytes json) {
        if (end - start < SRID_BYTES) {
            json.binary(bytes, start, end);
            return;
        }
        json.ascii("{\"geometry\":{\"srid\":")
                .unsigned(Numbers.littleEndian(bytes, start, start + SRID_BYTES))
                .ascii(",\"wkb\":")
                .base64(bytes, start + SRID_BYTES, end)
                .ascii("}}");
    }

    /** VECTOR as an array of numbers; one with infinite parts, which JSON has not, as binary. */
    static void vector(byte[] bytes, int start, int end, JsonBytes json) {
        int before = json.size();
        json.raw('[');
        for (int at = start; at + Float.BYTES <= end; at += Float.BYTES) {
            float value =
                    Float.intBitsToFloat((int) Numbers.littleEndian(bytes, at, at + Float.BYTES));
            if (!Float.isFinite(value)) {
                json.cutTo(before);
                json.binary(bytes, start, end);
                return;
            }
            if (at > start) {
                json.raw(',');
            }
            Numbers.real(value, json);
        }
        json.raw(']');
    }
}
