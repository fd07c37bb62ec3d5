package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the broker does: it is full, or has queues of several types. */
class BrokerIT {

    private static final String NAME = "broker_it";

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
}
