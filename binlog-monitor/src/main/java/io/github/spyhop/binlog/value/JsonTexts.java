package io.github.spyhop.binlog.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.spyhop.binlog.event.MalformedEventException;
import io.github.spyhop.binlog.json.JsonBytes;
import java.io.IOException;

/**
 * JSON columns as MySQL writes them as text, in the form that {@link JsonDocuments} gives to those of
 * the binlog. The text does not tell a DECIMAL from a DOUBLE: a number that has no exponent keeps its
 * digits, so that it is equal to that of the binlog but may be written with other ones.
 */
final class JsonTexts {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private JsonTexts() {}

    static void write(byte[] bytes, int start, int end, JsonBytes json) {
        JsonBytes document = new JsonBytes();
        try (JsonParser parser = FACTORY.createParser(bytes, start, end - start)) {
            if (copy(parser, document)) {
                json.ascii("{\"json\":").raw(document.copyFrom(0)).raw('}');
            } else {
                json.raw(document.copyFrom(0));
            }
        } catch (IOException malformed) {
            throw new MalformedEventException("JSON text: " + malformed.getMessage());
        }
    }

    /** Whether what was copied could be mistaken for something else. */
    private static boolean copy(JsonParser parser, JsonBytes json) throws IOException {
        JsonToken first = parser.nextToken();
        int members = 0;
        boolean marked = false;
        String comma = "";
        for (JsonToken token = first; token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    json.ascii(comma).raw(token == JsonToken.START_OBJECT ? '{' : '[');
                    comma = "";
                }
                case END_OBJECT, END_ARRAY -> {
                    json.raw(token == JsonToken.END_OBJECT ? '}' : ']');
                    comma = ",";
                }
                case FIELD_NAME -> {
                    if (parser.getParsingContext().getParent().inRoot()) {
                        members++;
                        marked = JsonDocuments.MARKS.contains(parser.currentName());
                    }
                    json.ascii(comma).string(parser.currentName()).raw(':');
                    comma = "";
                }
                default -> {
                    json.ascii(comma);
                    scalar(parser, token, json);
                    comma = ",";
                }
            }
        }
        return first == JsonToken.VALUE_NULL
                || (first == JsonToken.START_OBJECT && members == 1 && marked);
    }

    private static void scalar(JsonParser parser, JsonToken token, JsonBytes json)
            throws IOException {
        String text = parser.getText();
        if (token == JsonToken.VALUE_STRING) {
            json.string(text);
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT && text.indexOf('e') >= 0) {
            Numbers.real(Double.parseDouble(text), json);
        } else {
            json.ascii(text);
        }
    }
}
