package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.json.JsonBytes;
import java.util.List;
import java.util.Set;

/**
 * JSON columns, embedded as they are. Where that could be mistaken for something else (the JSON
 * null for SQL's, an object for one of the {@link #MARKS}) the document stands in {@code {"json":
 * …}}.
 */
final class JsonDocuments {

    /** The only keys of the objects that stand for values that JSON does not have. */
    static final Set<String> MARKS = Set.of("base64", "geometry", "json", "json_diff");

    private static final List<String> DIFF_OPERATIONS = List.of("replace", "insert", "remove");
    private static final int DIFF_REMOVE = 2;

    private JsonDocuments() {}

    static void write(byte[] bytes, int start, int end, JsonBytes json) {
        if (isAmbiguous(bytes, start, end)) {
            json.ascii("{\"json\":");
            BinaryJson.write(bytes, start, end, json);
            json.raw('}');
        } else {
            BinaryJson.write(bytes, start, end, json);
        }
    }

    private static boolean isAmbiguous(byte[] bytes, int start, int end) {
        if (start == end) {
            return true;
        }
        return switch (bytes[start]) {
            case BinaryJson.LITERAL ->
                    start + 1 < end && bytes[start + 1] == BinaryJson.LITERAL_NULL;
            case BinaryJson.SMALL_OBJECT, BinaryJson.LARGE_OBJECT -> {
                BinaryJson.Container members =
                        new BinaryJson.Container(
                                new ByteCursor(bytes, start + 1, end),
                                bytes[start] == BinaryJson.LARGE_OBJECT,
                                true);
                yield members.count == 1 && MARKS.contains(members.key(0));
            }
            default -> false;
        };
    }

    /**
     * The changes that PARTIAL_UPDATE_ROWS has in place of a document, in the order in which they
     * are to be applied to the one before: {@code {"json_diff":[{"op":…,"path":…,"value":…}]}}.
     *
     * <pre>
     * operation 1, path length, path, unless it removes: value length, value; and so on
     * </pre>
     *
     * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/classJson__diff.html">
     *     Json_diff</a>
     */
    static void writeDiff(byte[] bytes, int start, int end, JsonBytes json) {
        ByteCursor diffs = new ByteCursor(bytes, start, end);
        json.ascii("{\"json_diff\":[");
        for (String comma = ""; diffs.hasRemaining(); comma = ",") {
            int operation = diffs.u8();
            if (operation >= DIFF_OPERATIONS.size()) {
                throw new MalformedEventException("JSON difference of kind " + operation);
            }
            json.ascii(comma)
                    .ascii("{\"op\":\"")
                    .ascii(DIFF_OPERATIONS.get(operation))
                    .ascii("\",\"path\":");
            int pathLength = diffs.length();
            BinaryJson.text(bytes, diffs.skip(pathLength), pathLength, json);
            if (operation != DIFF_REMOVE) {
                int valueLength = diffs.length();
                int value = diffs.skip(valueLength);
                json.ascii(",\"value\":");
                BinaryJson.write(bytes, value, value + valueLength, json);
            }
            json.raw('}');
        }
        json.ascii("]}");
    }
}
