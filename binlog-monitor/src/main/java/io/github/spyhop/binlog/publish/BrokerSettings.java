package io.github.spyhop.binlog.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the broker answers, and what is declared there.
 *
 * @param caCertificates a PEM file of the authorities that may sign the broker's certificate
 * @param queue a durable queue to declare and bind to the exchange, if any
 * @param lock the name of the exclusive queue that only the one who publishes can hold
 * @param window how many messages may wait for their confirm
 * @param windowBytes the same in bytes
 */
public record BrokerSettings(
        String host,
        int port,
        String user,
        String password,
        String virtualHost,
        boolean tls,
        Optional<String> caCertificates,
        Duration connectTimeout,
        ExchangeSettings exchange,
        Optional<QueueSettings> queue,
        UnroutablePolicy unroutable,
        String lock,
        int window,
        long windowBytes) {

    /** The exchange that is published to; durable. */
    public record ExchangeSettings(String name, String type) {}

    /**
     * A queue that is declared and bound to the exchange.
     *
     * @param shards how many; above 1 they are called {@code name.0} and so on
     */
    public record QueueSettings(String name, QueueType type, String bindingKey, int shards) {

        /** One queue. */
        public QueueSettings(String name, QueueType type, String bindingKey) {
            this(name, type, bindingKey, 1);
        }

        List<String> names() {
            return shards == 1
                    ? List.of(name)
                    : IntStream.range(0, shards).mapToObj(i -> name + "." + i).toList();
        }
    }

    /** The kinds of durable queues. */
    public enum QueueType {
        CLASSIC,
        QUORUM,
        STREAM
    }

    /** What becomes of a message that reaches no queue. It never counts as delivered. */
    public enum UnroutablePolicy {
        /** The source waits, and tries again from time to time. */
        PARK,
        /** The source stops until someone resumes it. */
        STOP,
        /** The message is thrown away, and counted as such. */
        DISCARD
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + virtualHost;
    }
}
