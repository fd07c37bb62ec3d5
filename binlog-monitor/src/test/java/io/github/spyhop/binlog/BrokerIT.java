package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueType;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Scene;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the broker does: it is full, or has queues of several types. */
class BrokerIT {

    private static final String NAME = "broker_it";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final Scene scene =
            Scene.of(NAME, ServerKind.MYSQL, "CREATE TABLE t (id INT PRIMARY KEY, v LONGTEXT)");

    @Test
    void aBrokerWithoutMemoryHoldsTheSourceBackAndLosesNothing() {
        RunningServer broker = scene.alone(ServerKind.RABBITMQ, "alarm");
        TestSettings settings =
                TestSettings.of(NAME, RealServers.shared(ServerKind.MYSQL), broker.address())
                        .window(64);
        try (Subscriber subscriber =
                new Subscriber(broker.address(), NAME, BuiltinExchangeType.FANOUT)) {
            RunningSource source = scene.startAndAwait(settings);
            broker.administer("rabbitmqctl", "set_vm_memory_high_watermark", "absolute", "1MB");
            int count = 0;
            while (!source.runner().isBlocked()) {
                scene.run("INSERT INTO t VALUES (" + ++count + ", 'x')");
            }
            int more = count + 1_000;
            String rows =
                    String.join(
                            ", ",
                            IntStream.rangeClosed(count + 1, more)
                                    .mapToObj(id -> "(" + id + ", REPEAT('y', 20000))")
                                    .toList());
            scene.run("INSERT INTO t VALUES " + rows);
            Await.until("the window is full", () -> source.runner().unconfirmed() > 0);
            assertThat(source.runner().state()).isInstanceOf(SourceState.Running.class);
            assertThat(source.runner().isBlocked()).isTrue();
            assertThat(subscriber.changes()).hasSizeLessThan(more);

            broker.administer("rabbitmqctl", "set_vm_memory_high_watermark", "0.6");

            assertThat(subscriber.awaitChanges(more))
                    .extracting(message -> message.values().get("id").asInt())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, more).boxed().toList());
            Await.until("it is free again", () -> !source.runner().isBlocked());
        }
    }

    @ParameterizedTest
    @EnumSource(QueueType.class)
    void aQueueIsDeclaredAsItIsAskedFor(QueueType type) throws IOException {
        String queue = NAME + "_" + type;
        Channel channel = scene.subscriber().channel();
        channel.queueDelete(queue);
        scene.startAndAwait(scene.settings().queue(new QueueSettings(queue, type, "#")));
        scene.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, NULL)");
        scene.awaitChanges(3);
        List<String> ids = Collections.synchronizedList(new ArrayList<>());

        channel.basicQos(10);
        channel.basicConsume(
                queue,
                false,
                type == QueueType.STREAM ? Map.of("x-stream-offset", "first") : Map.of(),
                (tag, delivery) -> {
                    ids.add(delivery.getProperties().getMessageId());
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});

        Await.until("three messages in the queue", () -> ids.size() == 3);
        assertThat(ids)
                .containsExactlyElementsOf(
                        scene.subscriber().changes().stream().map(Received::id).toList());
        AMQP.Queue.DeleteOk deleted = channel.queueDelete(queue);
        assertThat(deleted).isNotNull();
    }

    @Test
    void rowsAreSpreadOverQueuesByTheirKeys() throws Exception {
        RunningServer broker = scene.alone(ServerKind.RABBITMQ, "shards");
        broker.administer("rabbitmq-plugins", "enable", "rabbitmq_consistent_hash_exchange");
        int shards = 3;
        int keys = 60;
        scene.startAndAwait(
                TestSettings.of(NAME, RealServers.shared(ServerKind.MYSQL), broker.address())
                        .exchangeType("x-consistent-hash", "{key}")
                        .queue(new QueueSettings("shard", QueueType.QUORUM, "1", shards)));
        String rows =
                String.join(
                        ", ",
                        IntStream.range(0, keys).mapToObj(id -> "(" + id + ", 'a')").toList());
        scene.run("INSERT INTO t VALUES " + rows, "UPDATE t SET v = 'b'", "DELETE FROM t");
        Map<Integer, List<String>> typesByKey = new ConcurrentHashMap<>();
        Map<Integer, Set<Integer>> shardsByKey = new ConcurrentHashMap<>();
        AtomicInteger received = new AtomicInteger();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.address().uri());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            for (int i = 0; i < shards; i++) {
                int shard = i;
                channel.basicConsume(
                        "shard." + shard,
                        true,
                        (tag, delivery) -> {
                            JsonNode row = JSON.readTree(delivery.getBody());
                            int key = row.at("/keys/id").asInt();
                            typesByKey
                                    .computeIfAbsent(key, id -> new CopyOnWriteArrayList<>())
                                    .add(row.get("type").asText());
                            shardsByKey
                                    .computeIfAbsent(key, id -> ConcurrentHashMap.newKeySet())
                                    .add(shard);
                            received.incrementAndGet();
                        },
                        tag -> {});
            }
            Await.until("all rows", () -> received.get() == 3 * keys);
        }

        assertThat(shardsByKey.values()).allSatisfy(used -> assertThat(used).hasSize(1));
        assertThat(shardsByKey.values().stream().flatMap(Set::stream).distinct()).hasSize(shards);
        assertThat(typesByKey.values())
                .allSatisfy(types ->
                        assertThat(types)
                                .containsExactly("row_insert", "row_update", "row_delete"));
    }
}
