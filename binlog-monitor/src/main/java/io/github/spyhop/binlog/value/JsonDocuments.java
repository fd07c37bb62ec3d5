package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.json.JsonBytes;
import java.util.Set;

/**
 * JSON columns, embedded as they are. Where that could be mistaken for something else (the JSON
 * null for SQL's, an object for one of the {@link #MARKS}) the document stands in {@code {"json":
 * …}}.
 */
final class JsonDocuments {

    /** The only keys of the objects that stand for values that JSON does not have. */
    static final Set<String> MARKS = Set.of("base64", "geometry", "json", "json_diff");

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
}
