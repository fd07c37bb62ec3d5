package io.github.spyhop.binlog.message;

/**
 * The form of messages.
 *
 * @param routingKey a template, see {@link RoutingKey}
 * @param envelope what is put around each message
 * @param definitions whether statements that change tables are published too
 * @param batchRowsMax how many rows of a transaction one message may carry; 1: each its own
 * @param batchBytesMax a message with several rows ends behind the row that makes it this large
 */
public record MessageSettings(
        String routingKey,
        Envelope envelope,
        boolean definitions,
        int batchRowsMax,
        int batchBytesMax) {

    /** One message a row, and none for definitions. */
    public static MessageSettings of(String routingKey) {
        return new MessageSettings(routingKey, Envelope.NONE, false, 1, 1);
    }
}
