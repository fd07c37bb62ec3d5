package io.github.spyhop.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.spyhop.cli.demo.Ledger.RowChange;
import io.github.spyhop.testbed.server.ServerAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A subscriber to row changes as a user would write one: a queue of its own, bound to the exchange. */
final class RowChangeSubscriber implements AutoCloseable {

    static final String EXCHANGE = "mysql-monitor";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<RowChange, Long> received = new TreeMap<>();
    private final Set<String> messageIds = new HashSet<>();
    private final Connection connection;

    RowChangeSubscriber(ServerAddress rabbit) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(rabbit.uri());
        connection = factory.newConnection("spyhop-demo-subscriber");
        Channel channel = connection.createChannel();
        channel.exchangeDeclare(EXCHANGE, "fanout", true);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, EXCHANGE, "");
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) ->
                        count(
                                delivery.getProperties().getMessageId(),
                                mapper.readTree(delivery.getBody())),
                tag -> {});
    }

    private synchronized void count(String messageId, JsonNode message) {
        String type = message.path("type").asText();
        if (!type.startsWith("row_")) {
            return;
        }
        if (!messageIds.add(messageId)) {
            return;
        }
        received.merge(new RowChange(message.path("table_name").asText(), type), 1L, Long::sum);
    }

    synchronized Map<RowChange, Long> received() {
        return new TreeMap<>(received);
    }

    synchronized long total() {
        return received.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long of(RowChange change) {
        return received.getOrDefault(change, 0L);
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
