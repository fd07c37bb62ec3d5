package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.json.JsonBytes;

/** Dates and times inside of JSON documents, as MySQL writes them there: always microseconds. */
final class JsonTemporals {

    private static final int FRACTION_BITS = 24;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;

    private JsonTemporals() {}

    static void date(long packed, JsonBytes json) {
        json.raw('"');
        day(packed >> FRACTION_BITS, json);
        json.raw('"');
    }

    static void dateTime(long packed, JsonBytes json) {
        long whole = packed >> FRACTION_BITS;
        json.raw('"');
        day(whole, json);
        json.raw(' ').padded(whole >> 12 & 0x1f, 2);
        minutes(whole, json);
        fraction(packed & FRACTION_MASK, json);
        json.raw('"');
    }

    static void time(long packed, JsonBytes json) {
        long size = Math.abs(packed);
        long whole = size >> FRACTION_BITS;
        json.raw('"');
        if (packed < 0) {
            json.raw('-');
        }
        Temporals.hours((int) (whole >> 12 & 0x3ff), json);
        minutes(whole, json);
        fraction(size & FRACTION_MASK, json);
        json.raw('"');
    }

    private static void day(long whole, JsonBytes json) {
        long yearMonth = whole >> 22;
        json.padded(yearMonth / 13, 4)
                .raw('-')
                .padded(yearMonth % 13, 2)
                .raw('-')
                .padded(whole >> 17 & 0x1f, 2);
    }

    private static void minutes(long whole, JsonBytes json) {
        json.raw(':').padded(whole >> 6 & 0x3f, 2).raw(':').padded(whole & 0x3f, 2);
    }

    private static void fraction(long micros, JsonBytes json) {
        json.raw('.').padded(micros, 6);
    }
}
