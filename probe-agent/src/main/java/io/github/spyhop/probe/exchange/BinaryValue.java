package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.wire.WireReader;
import io.github.spyhop.probe.digest.Reading;

/**
 * A value in the <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html#sect_protocol_binary_resultset_row_value">binary
 * protocol</a>, by its type's number.
 */
final class BinaryValue {

    private static final int DECIMAL = 0;
    private static final int TINY = 1;
    private static final int SHORT = 2;
    private static final int LONG = 3;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 5;
    private static final int NULL = 6;
    private static final int TIMESTAMP = 7;
    private static final int LONGLONG = 8;
    private static final int INT24 = 9;
    private static final int DATE = 10;
    private static final int TIME = 11;
    private static final int DATETIME = 12;
    private static final int YEAR = 13;
    private static final int BIT = 16;
    private static final int BOOL = 244;
    private static final int NEWDECIMAL = 246;
    private static final int TINY_BLOB = 249;
    private static final int MEDIUM_BLOB = 250;
    private static final int LONG_BLOB = 251;
    private static final int BLOB = 252;
    private static final int GEOMETRY = 255;

    private static final int HOURS_PER_DAY = 24;

    private BinaryValue() {}

    static void skip(WireReader reader, int type) {
        switch (type) {
            case NULL -> {}
            case TINY, BOOL -> reader.skip(1);
            case SHORT, YEAR -> reader.skip(2);
            case LONG, INT24, FLOAT -> reader.skip(4);
            case LONGLONG, DOUBLE -> reader.skip(8);
            case DATE, DATETIME, TIMESTAMP, TIME -> reader.skip(reader.int1());
            default -> reader.skipLengthEncodedText();
        }
    }

    /** The value as a SQL literal; of no meaning if the bytes end before it does. */
    static String literal(WireReader reader, int type, boolean unsigned, Reading reading) {
        return switch (type) {
            case NULL -> "NULL";
            case TINY, BOOL -> number(reader.int1(), Byte.SIZE, unsigned);
            case SHORT, YEAR -> number(reader.int2(), Short.SIZE, unsigned);
            case LONG, INT24 -> number(reader.int4(), Integer.SIZE, unsigned);
            case LONGLONG ->
                    unsigned ? Long.toUnsignedString(reader.int8()) : Long.toString(reader.int8());
            // The server, too, takes it for a double.
            case FLOAT -> Double.toString(Float.intBitsToFloat(reader.int4()));
            case DOUBLE -> Double.toString(Double.longBitsToDouble(reader.int8()));
            case DATE, DATETIME, TIMESTAMP -> date(reader, type == DATE);
            case TIME -> time(reader);
            case DECIMAL, NEWDECIMAL -> decimal(reader.lengthEncodedText(), reading);
            default -> {
                long length = reader.lengthEncoded();
                int from = reader.position();
                reader.skip(length);
                yield reader.isIntact()
                        ? text(reader.bytes(), from, reader.position(), type, reading)
                        : "";
            }
        };
    }

    private static String number(int value, int bits, boolean unsigned) {
        int above = Long.SIZE - bits;
        long widened = (long) value << above;
        return Long.toString(unsigned ? widened >>> above : widened >> above);
    }

    /** What clients send as decimal is text; only what is a number stands without quotes. */
    private static String decimal(String text, Reading reading) {
        return text.matches("[-+]?[0-9]*\\.?[0-9]+")
                ? text
                : SqlLiteral.ofText(text, reading.modes());
    }

    /** Bytes of a type that is neither a number nor a time. */
    static String text(byte[] bytes, int from, int to, int type, Reading reading) {
        return switch (type) {
            case TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, BLOB, BIT, GEOMETRY ->
                    SqlLiteral.ofBytes(bytes, from, to);
            default -> SqlLiteral.ofText(bytes, from, to, reading);
        };
    }

    private static String date(WireReader reader, boolean dateOnly) {
        int length = reader.int1();
        int end = reader.position() + length;
        int year = length >= 4 ? reader.int2() : 0;
        int month = length >= 4 ? reader.int1() : 0;
        int day = length >= 4 ? reader.int1() : 0;
        String date = "%04d-%02d-%02d".formatted(year, month, day);
        String time = length >= 7 ? clock(0, reader) : "00:00:00";
        String micros = length >= 11 ? micros(reader) : "";
        reader.skip(end - reader.position());
        return dateOnly ? "'" + date + "'" : "'" + date + " " + time + micros + "'";
    }

    private static String time(WireReader reader) {
        int length = reader.int1();
        int end = reader.position() + length;
        String sign = length >= 8 && reader.int1() == 1 ? "-" : "";
        long days = length >= 8 ? Integer.toUnsignedLong(reader.int4()) : 0;
        String time = length >= 8 ? clock(days * HOURS_PER_DAY, reader) : "00:00:00";
        String micros = length >= 12 ? micros(reader) : "";
        reader.skip(end - reader.position());
        return "'" + sign + time + micros + "'";
    }

    private static String clock(long hoursBefore, WireReader reader) {
        return "%02d:%02d:%02d"
                .formatted(hoursBefore + reader.int1(), reader.int1(), reader.int1());
    }

    private static String micros(WireReader reader) {
        return ".%06d".formatted(Integer.toUnsignedLong(reader.int4()));
    }
}
