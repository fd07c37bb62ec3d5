package io.github.spyhop.binlog.message;

/**
 * Takes messages in their order.
 *
 * @param <E> how it fails
 */
public interface MessageSink<E extends Exception> {

    void send(Message message) throws E, InterruptedException;
}
