package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.json.JsonBytes;

/**
 * Dates and times as strings of ISO 8601, each with the digits of the fraction that its column has.
 * TIMESTAMP is an instant and ends in Z; DATETIME is not and has no zone. Dates with zeros are
 * written as they are.
 */
final class Temporals {

    private static final long SECONDS_OF_DAY = 86_400;

    private Temporals() {}

    /** DATE: day 5 bits, month 4, year 15. */
    static void date(byte[] bytes, int start, int end, JsonBytes json) {
        int packed = (int) Numbers.littleEndian(bytes, start, start + 3);
        json.raw('"');
        yearMonthDay(packed >> 9, packed >> 5 & 0xf, packed & 0x1f, json);
        json.raw('"');
    }

    private static void yearMonthDay(int year, int month, int day, JsonBytes json) {
        json.padded(year, 4).raw('-').padded(month, 2).raw('-').padded(day, 2);
    }

    private static void clock(int hour, int minute, int second, JsonBytes json) {
        json.padded(hour, 2).raw(':').padded(minute, 2).raw(':').padded(second, 2);
    }

    /** DATETIME: sign 1 bit, year·13 + month 17, day 5, hour 5, minute 6, second 6; fraction. */
    static ColumnValue dateTime(int fractionDigits) {
        return (bytes, start, end, json) -> {
            long packed = Numbers.bigEndian(bytes, start, start + 5) - 0x80_0000_0000L;
            json.raw('"');
            packedDateTime(packed, json);
            fraction(bytes, start + 5, fractionDigits, json);
            json.raw('"');
        };
    }

    /** The 40 bits of a DATETIME without sign. */
    static void packedDateTime(long packed, JsonBytes json) {
        int yearMonth = (int) (packed >> 22);
        yearMonthDay(yearMonth / 13, yearMonth % 13, (int) (packed >> 17 & 0x1f), json);
        json.raw('T');
        clock((int) (packed >> 12 & 0x1f), (int) (packed >> 6 & 0x3f), (int) (packed & 0x3f), json);
    }

    /** TIMESTAMP: seconds since 1970, big-endian; fraction. Zero is MySQL's zero date. */
    static ColumnValue timestamp(int fractionDigits) {
        return (bytes, start, end, json) -> {
            long seconds = Numbers.bigEndian(bytes, start, start + 4);
            json.raw('"');
            instant(seconds, json);
            fraction(bytes, start + 4, fractionDigits, json);
            if (seconds != 0) {
                json.raw('Z');
            }
            json.raw('"');
        };
    }

    /** TIMESTAMP of before MySQL 5.6.4: seconds, little-endian. */
    static void oldTimestamp(byte[] bytes, int start, int end, JsonBytes json) {
        long seconds = Numbers.littleEndian(bytes, start, start + 4);
        json.raw('"');
        instant(seconds, json);
        if (seconds != 0) {
            json.raw('Z');
        }
        json.raw('"');
    }

    private static void instant(long seconds, JsonBytes json) {
        if (seconds == 0) {
            json.ascii("0000-00-00T00:00:00");
            return;
        }
        civil(Math.floorDiv(seconds, SECONDS_OF_DAY), json);
        int ofDay = (int) Math.floorMod(seconds, SECONDS_OF_DAY);
        json.raw('T');
        clock(ofDay / 3600, ofDay / 60 % 60, ofDay % 60, json);
    }

    /**
     * The date of a day since 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
     * civil_from_days), for days from 1970 on.
     */
    private static void civil(long day, JsonBytes json) {
        int shifted = (int) day + 719_468;
        int era = shifted / 146_097;
        int ofEra = shifted - era * 146_097;
        int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * ofYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        yearMonthDay(year, month, ofYear - (153 * shiftedMonth + 2) / 5 + 1, json);
    }

    /** Each two digits of a fraction take a byte, big-endian. */
    private static void fraction(byte[] bytes, int start, int digits, JsonBytes json) {
        if (digits > 0) {
            int width = (digits + 1) / 2;
            int value = (int) Numbers.bigEndian(bytes, start, start + width);
            json.raw('.').padded(digits % 2 == 0 ? value : value / 10, digits);
        }
    }

    /**
     * TIME: sign 1 bit (0: negative), unused 1, hour 10, minute 6, second 6; fraction. As one
     * number with its fraction it has its offset taken off and then its sign.
     */
    static ColumnValue time(int fractionDigits) {
        int width = (fractionDigits + 1) / 2;
        return (bytes, start, end, json) -> {
            long all = Numbers.bigEndian(bytes, start, start + 3 + width);
            long value = all - (0x80_0000L << (Byte.SIZE * width));
            long size = Math.abs(value);
            long whole = size >> (Byte.SIZE * width);
            json.raw('"');
            if (value < 0) {
                json.raw('-');
            }
            hours((int) ((whole >> 12) & 0x3ff), json);
            json.raw(':').padded((whole >> 6) & 0x3f, 2).raw(':').padded(whole & 0x3f, 2);
            if (fractionDigits > 0) {
                long fraction = size & ((1L << (Byte.SIZE * width)) - 1);
                json.raw('.')
                        .padded(fractionDigits % 2 == 0 ? fraction : fraction / 10, fractionDigits);
            }
            json.raw('"');
        };
    }

    static void hours(int hours, JsonBytes json) {
        json.padded(hours, hours > 99 ? 3 : 2);
    }

    /** TIME of before MySQL 5.6.4: the digits HHMMSS as a number of 3 bytes. */
    static void oldTime(byte[] bytes, int start, int end, JsonBytes json) {
        int value = (int) Numbers.littleEndian(bytes, start, start + 3) << 8 >> 8;
        int size = Math.abs(value);
        json.raw('"');
        if (value < 0) {
            json.raw('-');
        }
        hours(size / 10_000, json);
        json.raw(':').padded(size / 100 % 100, 2).raw(':').padded(size % 100, 2).raw('"');
    }

    /** DATETIME of before MySQL 5.6.4: the digits YYYYMMDDHHMMSS as a number of 8 bytes. */
    static void oldDateTime(byte[] bytes, int start, int end, JsonBytes json) {
        long value = Numbers.littleEndian(bytes, start, start + 8);
        long date = value / 1_000_000;
        int time = (int) (value % 1_000_000);
        json.raw('"');
        yearMonthDay((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100), json);
        json.raw('T');
        clock(time / 10_000, time / 100 % 100, time % 100, json);
        json.raw('"');
    }
}
