package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.json.JsonBytes;
import io.github.spyhop.binlog.schema.Column;
import java.nio.charset.StandardCharsets;

/**
 * Chooses how the values of a column are written that were read by SQL: so that the JSON is that of
 * the same value in the binlog. Bytes are as the queries of a snapshot ask for them: numbers, also
 * those of ENUM, SET and BIT, as digits, times as text in UTC, text in the column's character set, the
 * rest as it is.
 */
public final class QueriedValues {

    private static final int DATE_CHARACTERS = 10;
    private static final String ZERO_YEAR = "0000";

    private QueriedValues() {}

    /** The same for columns of a table as {@code information_schema} describes it. */
    public static ColumnValue of(Column column) {
        return switch (column.format().type()) {
            case TINY, SHORT, MEDIUMINT, INT, BIGINT, BIT, YEAR ->
                    (bytes, start, end, json) -> json.raw(bytes, start, end - start);
            case FLOAT ->
                    (bytes, start, end, json) ->
                            Numbers.real((float) real(bytes, start, end), json);
            case DOUBLE -> (bytes, start, end, json) -> Numbers.real(real(bytes, start, end), json);
            case DECIMAL, DATE, TIME, OLD_TIME -> QueriedValues::quoted;
            case DATETIME, OLD_DATETIME -> QueriedValues::dateTime;
            case TIMESTAMP, OLD_TIMESTAMP -> QueriedValues::timestamp;
            case VARCHAR, VAR_STRING, BLOB, CHAR ->
                    column.characterSet().<ColumnValue>map(Texts::text).orElse(Texts::binary);
            case ENUM -> ofNumber(Texts.enumeration(column.members()));
            case SET -> ofNumber(Texts.set(column.members()));
            case JSON -> JsonTexts::write;
            case GEOMETRY -> Texts::geometry;
            case VECTOR -> Texts::vector;
            case NULL -> (bytes, start, end, json) -> json.ascii("null");
        };
    }

    private static String ascii(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }

    private static double real(byte[] bytes, int start, int end) {
        return Double.parseDouble(ascii(bytes, start, end));
    }

    private static void quoted(byte[] bytes, int start, int end, JsonBytes json) {
        json.raw('"').raw(bytes, start, end - start).raw('"');
    }

    private static void dateTime(byte[] bytes, int start, int end, JsonBytes json) {
        int behindDate = start + DATE_CHARACTERS;
        json.raw('"').raw(bytes, start, DATE_CHARACTERS).raw('T');
        json.raw(bytes, behindDate + 1, end - behindDate - 1).raw('"');
    }

    private static void timestamp(byte[] bytes, int start, int end, JsonBytes json) {
        dateTime(bytes, start, end, json);
        if (!ascii(bytes, start, end).startsWith(ZERO_YEAR)) {
            json.cutTo(json.size() - 1);
            json.ascii("Z\"");
        }
    }

    /** The binlog has the number in bytes, the lowest first. */
    private static ColumnValue ofNumber(ColumnValue inBinlog) {
        return (bytes, start, end, json) -> {
            long number = Long.parseUnsignedLong(ascii(bytes, start, end));
            byte[] littleEndian = new byte[Long.BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                littleEndian[i] = (byte) (number >>> (i * Byte.SIZE));
            }
            inBinlog.write(littleEndian, 0, Long.BYTES, json);
        };
    }
}
