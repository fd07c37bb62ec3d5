package io.github.spyhop.binlog.event;

import io.github.spyhop.binlog.position.Gtid;
import java.util.Locale;
import java.util.UUID;

/**
 * GTID_TAGGED, from MySQL 8.3: fields with numbers, each before its value, all as variable-length
 * integers whose first byte's trailing ones tell how many bytes follow.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/PageLibsMysqlSerialization.html">
 *     mysql::serialization</a>
 */
final class TaggedGtid {

    private static final int VERSION = 1;
    private static final int UUID_BYTES = 16;
    private static final int TAG_LENGTH_MAX = 32;
    private static final int FIELD_FLAGS = 0;
    private static final int FIELD_UUID = 1;
    private static final int FIELD_NUMBER = 2;
    private static final int FIELD_TAG = 3;
    private static final int FIELD_LAST_COMMITTED = 4;
    private static final int FIELD_SEQUENCE_NUMBER = 5;
    private static final int FIELD_COMMIT_TIME = 6;

    private TaggedGtid() {}

    static GtidEvent decode(ByteCursor body) {
        long version = unsigned(body);
        if (version != VERSION) {
            throw new MalformedEventException("serialization version " + version + " is not 1");
        }
        unsigned(body);
        unsigned(body);
        expect(body, FIELD_FLAGS);
        unsigned(body);
        expect(body, FIELD_UUID);
        UUID source = uuid(body);
        expect(body, FIELD_NUMBER);
        long number = signed(body);
        expect(body, FIELD_TAG);
        long tagLength = unsigned(body);
        if (tagLength > TAG_LENGTH_MAX) {
            throw new MalformedEventException("a tag of " + tagLength + " characters");
        }
        String tag = body.utf8((int) tagLength).toLowerCase(Locale.ROOT);
        expect(body, FIELD_LAST_COMMITTED);
        signed(body);
        expect(body, FIELD_SEQUENCE_NUMBER);
        signed(body);
        expect(body, FIELD_COMMIT_TIME);
        return new GtidEvent(new Gtid(source, tag, number), unsigned(body));
    }

    private static void expect(ByteCursor body, int field) {
        long found = unsigned(body);
        if (found != field) {
            throw new MalformedEventException("field " + found + " where " + field + " is due");
        }
    }

    private static UUID uuid(ByteCursor body) {
        long[] halves = new long[2];
        for (int i = 0; i < UUID_BYTES; i++) {
            halves[i / Long.BYTES] = halves[i / Long.BYTES] << 8 | unsigned(body);
        }
        return new UUID(halves[0], halves[1]);
    }

    private static long signed(ByteCursor body) {
        long value = unsigned(body);
        return (value & 1) == 0 ? value >>> 1 : -(value >>> 1) - 1;
    }

    private static long unsigned(ByteCursor body) {
        long first = body.u8();
        int following = Math.min(8, Long.numberOfTrailingZeros(~first));
        long low = first >>> Math.min(8, following + 1);
        long high = body.number(following);
        return switch (following) {
            case 0 -> low;
            case 8 -> high;
            default -> low | high << (7 - following);
        };
    }
}
