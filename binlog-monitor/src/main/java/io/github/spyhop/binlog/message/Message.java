package io.github.spyhop.binlog.message;

/**
 * A message for the broker.
 *
 * <p>Not a record, as its body is an array; nobody compares messages.
 */
public final class Message {

    private final String id;
    private final String routingKey;
    private final boolean mandatory;
    private final String contentType;
    private final byte[] body;

    Message(String id, String routingKey, boolean mandatory, String contentType, byte[] body) {
        this.id = id;
        this.routingKey = routingKey;
        this.mandatory = mandatory;
        this.contentType = contentType;
        this.body = body;
    }

    /** The same whenever the same change is sent again. */
    public String id() {
        return id;
    }

    public String routingKey() {
        return routingKey;
    }

    /** Whether it must reach a queue. */
    public boolean mandatory() {
        return mandatory;
    }

    /** The media type of the body. */
    public String contentType() {
        return contentType;
    }

    /** JSON in UTF-8; not to be changed. */
    public byte[] body() {
        return body;
    }
}
