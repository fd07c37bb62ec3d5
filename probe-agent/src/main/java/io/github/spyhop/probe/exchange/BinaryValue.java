package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.wire.WireReader;

/**
 * A value in the <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html#sect_protocol_binary_resultset_row_value">binary
 * protocol</a>, by its type's number.
 */
final class BinaryValue {

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
    private static final int BOOL = 244;

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
}
