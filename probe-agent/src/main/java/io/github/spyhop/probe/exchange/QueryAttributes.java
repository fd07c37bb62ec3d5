package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.wire.WireReader;

/** The names, types and values that precede a statement. */
final class QueryAttributes {

    private static final int ATTRIBUTES_MAX = 0xffff;

    private QueryAttributes() {}

    /** Steps over them: the reader stands behind their counts. */
    static void skip(WireReader reader, long count) {
        if (count > ATTRIBUTES_MAX) {
            reader.skip(Long.MAX_VALUE);
            return;
        }
        int nulls = reader.position();
        int nullBytes = (int) (count + 7) / 8;
        reader.skip(nullBytes);
        boolean typesFollow = reader.int1() == 1;
        int[] types = new int[(int) count];
        for (int i = 0; i < count && typesFollow && reader.isIntact(); i++) {
            types[i] = reader.int2();
            reader.skipLengthEncodedText();
        }
        for (int i = 0; i < count && reader.isIntact(); i++) {
            boolean isNull = (reader.bytes()[nulls + i / 8] >>> i % 8 & 1) != 0;
            if (!isNull) {
                BinaryValue.skip(reader, types[i] & 0xff);
            }
        }
    }
}
