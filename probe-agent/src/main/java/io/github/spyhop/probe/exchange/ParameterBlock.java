package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.decode.wire.WireReader;
import io.github.spyhop.probe.digest.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and query attributes, as COM_QUERY and COM_STMT_EXECUTE carry them (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_execute.html">their
 * layout</a>), behind their count:
 *
 * <pre>
 * null_bitmap (count + 7) / 8, types_follow 1,
 * if they do, of each: type 1, unsigned 0x80 1, with query attributes name:length-encoded,
 * values
 * </pre>
 *
 * Filled again for each command.
 */
final class ParameterBlock {

    private static final int COUNT_MAX = 0xffff;
    private static final int UNSIGNED = 0x80;
    private static final int COUNT_AVAILABLE = 8;

    private final WireReader reader;
    private boolean named;
    private int count;
    private int nullsAt;
    private boolean typesFollow;

    ParameterBlock(WireReader reader) {
        this.reader = reader;
    }

    /**
     * A parameter or an attribute.
     *
     * @param name empty of a parameter
     * @param literal its value as SQL has it
     */
    record Parameter(String name, String literal) {}

    /** Reads the counts of a COM_QUERY's attributes, and on up to their types. */
    void startQuery() {
        long attributes = reader.lengthEncoded();
        reader.lengthEncoded();
        start(attributes, true);
    }

    /**
     * Reads the head of a COM_STMT_EXECUTE, and on up to the types.
     *
     * @param parameters of the statement
     * @param attributesAgreed whether names and a count are sent; null if the login was not seen
     */
    void startExecution(int parameters, @Nullable Boolean attributesAgreed) {
        reader.skip(1 + 4);
        boolean counted = (reader.int1() & COUNT_AVAILABLE) != 0;
        reader.skip(4);
        boolean hasNames = attributesAgreed == null ? counted : attributesAgreed;
        boolean countIsSent = hasNames && (parameters > 0 || counted);
        start(countIsSent ? reader.lengthEncoded() : parameters, hasNames);
    }

    private void start(long parameters, boolean hasNames) {
        named = hasNames;
        count = (int) Math.min(parameters, COUNT_MAX);
        typesFollow = false;
        if (parameters < 0 || parameters > COUNT_MAX) {
            reader.skip(Long.MAX_VALUE);
        } else if (count > 0) {
            nullsAt = reader.position();
            reader.skip((count + 7) / 8);
            typesFollow = reader.int1() == 1;
        }
    }

    /**
     * The types: those that follow, else the known ones if they are of as many parameters, else
     * null. Then the reader stands before the values.
     *
     * @param known as an earlier execution of the same statement named them
     */
    @Nullable ParameterTypes types(@Nullable ParameterTypes known) {
        if (!reader.isIntact()) {
            return null;
        }
        if (!typesFollow) {
            return known != null && known.count() == count ? known : null;
        }
        int from = reader.position();
        if (known != null && known.begin(count, reader.bytes(), from, from + reader.remaining())) {
            reader.skip(known.length());
            return known;
        }
        for (int i = 0; i < count && reader.isIntact(); i++) {
            reader.skip(2);
            if (named) {
                reader.skipLengthEncodedText();
            }
        }
        return reader.isIntact()
                ? new ParameterTypes(count, reader.bytes(), from, reader.position())
                : null;
    }

    /** Steps over the values. */
    void skipValues(ParameterTypes types) {
        WireReader names = new WireReader().on(types.sent(), 0, types.length());
        for (int i = 0; i < count && reader.isIntact(); i++) {
            int type = nextType(names);
            if (!isNull(i)) {
                BinaryValue.skip(reader, type & 0xff);
            }
        }
    }

    private int nextType(WireReader types) {
        int type = types.int2();
        if (named) {
            types.skipLengthEncodedText();
        }
        return type;
    }

    private boolean isNull(int parameter) {
        return (reader.bytes()[nullsAt + parameter / 8] >>> parameter % 8 & 1) != 0;
    }

    /**
     * The values, as far as the bytes go.
     *
     * @param ahead what was sent before, or null
     */
    List<Parameter> values(ParameterTypes types, @Nullable LongData ahead, Reading reading) {
        List<Parameter> values = new ArrayList<>(count);
        WireReader names = new WireReader().on(types.sent(), 0, types.length());
        for (int i = 0; i < count; i++) {
            int type = names.int2();
            String name = named ? names.lengthEncodedText() : "";
            String literal;
            if (ahead != null && ahead.has(i)) {
                literal = ahead.literal(i, type & 0xff, reading);
            } else if (isNull(i)) {
                literal = "NULL";
            } else {
                boolean unsigned = (type >>> 8 & UNSIGNED) != 0;
                literal = BinaryValue.literal(reader, type & 0xff, unsigned, reading);
            }
            if (literal == null || !reader.isIntact()) {
                return values;
            }
            values.add(new Parameter(name, literal));
        }
        return values;
    }
}
