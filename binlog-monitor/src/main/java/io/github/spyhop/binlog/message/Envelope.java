package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.json.JsonBytes;
import java.time.Instant;

/**
 * What is put around the body of a message.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">
 *     JSON event format of CloudEvents 1.0</a>
 */
public enum Envelope {
    /** Nothing. */
    NONE("application/json"),
    /** An event in structured mode, the body as its data. */
    CLOUDEVENTS("application/cloudevents+json");

    private static final String TYPE_PREFIX = "io.github.spyhop.binlog.";

    private final String contentType;

    Envelope(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * What an event is called by.
     *
     * @param type of the message, such as {@code row_insert}
     * @param subject the table, or empty
     */
    record Label(String id, String serverUuid, String type, String subject, Instant time) {}

    /** The whole of a message. */
    byte[] around(JsonBytes body, Label label) {
        return switch (this) {
            case NONE -> body.copyFrom(0);
            case CLOUDEVENTS -> {
                JsonBytes event = new JsonBytes();
                event.ascii("{\"specversion\":\"1.0\",\"id\":").string(label.id());
                event.ascii(",\"source\":\"urn:uuid:").ascii(label.serverUuid());
                event.ascii("\",\"type\":\"").ascii(TYPE_PREFIX).ascii(label.type()).raw('"');
                if (!label.subject().isEmpty()) {
                    event.ascii(",\"subject\":").string(label.subject());
                }
                event.ascii(",\"time\":\"").ascii(label.time().toString());
                event.ascii("\",\"datacontenttype\":\"application/json\",\"data\":");
                yield event.raw(body.copyFrom(0)).raw('}').copyFrom(0);
            }
        };
    }
}
