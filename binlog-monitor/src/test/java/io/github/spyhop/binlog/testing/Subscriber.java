package io.github.spyhop.binlog.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.github.spyhop.testbed.server.ServerAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Subscribes to an exchange by a durable queue of its own, and keeps what arrives. */
public final class Subscriber implements AutoCloseable {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private final Connection connection;
    private final Channel channel;
    private final String exchange;
    private final String queue;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** Declares the exchange as the monitor does, and a queue of the same name bound to it. */
    public Subscriber(ServerAddress broker, String exchange, BuiltinExchangeType type) {
        this.exchange = exchange;
        queue = exchange;
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(broker.uri());
            connection = factory.newConnection("test subscriber");
            channel = connection.createChannel();
            channel.exchangeDeclare(exchange, type, true);
            channel.queueDeclare(queue, true, false, false, null);
            channel.queueBind(queue, exchange, "#");
            channel.basicConsume(queue, true, this::keep, (CancelCallback) consumerTag -> {});
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void keep(String consumerTag, Delivery delivery) throws IOException {
        String text = new String(delivery.getBody(), StandardCharsets.UTF_8);
        JsonNode body = JSON.readTree(text);
        received.add(
                new Received(
                        delivery.getProperties().getMessageId(),
                        delivery.getEnvelope().getRoutingKey(),
                        delivery.getProperties(),
                        body,
                        text));
    }

    /** What has arrived so far. */
    public List<Received> all() {
        return List.copyOf(received);
    }

    /** What has arrived so far but for heartbeats. */
    public List<Received> changes() {
        return received.stream().filter(message -> !message.type().equals("heartbeat")).toList();
    }

    /** The messages but for heartbeats, once there are so many. */
    public List<Received> awaitChanges(int count) {
        Await.until(count + " messages, have " + received.size(), () -> changes().size() >= count);
        return changes();
    }

    /** The only change once it has arrived. */
    public Received awaitChange() {
        return awaitChanges(1).getFirst();
    }

    public void forget() {
        received.clear();
    }

    public String exchange() {
        return exchange;
    }

    /** For what a test does to its queue. */
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.queueDelete(queue);
            channel.exchangeDelete(exchange);
            connection.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
