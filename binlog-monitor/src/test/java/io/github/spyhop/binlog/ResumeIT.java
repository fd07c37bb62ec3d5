package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import io.github.spyhop.binlog.source.SourceSettings;
import io.github.spyhop.binlog.source.SourceState;
import io.github.spyhop.binlog.testing.Await;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.Received;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was committed while nobody listened arrives all the same, once. */
class ResumeIT {

    private static final String NAME = "resume_it";

    private final ServerAddress mysql = RealServers.shared(ServerKind.MYSQL);
    private final ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);
    private Database database;

    @BeforeEach
    void open() {
        database = new Database(mysql, NAME);
        database.run("CREATE TABLE t (id INT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void goesOnBehindTheLastConfirmedTransaction() {
        String name = "resume-" + UUID.randomUUID();
        try (Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT)) {
            try (RunningSource first = RunningSource.startAndAwait(settings(name).build())) {
                database.run("INSERT INTO t VALUES (1)");
                subscriber.awaitChanges(1);
                assertThat(first.runner().settings().name()).isEqualTo(name);
            }
            database.run("INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (3)");
            try (RunningSource second = RunningSource.startAndAwait(settings(name).build())) {
                database.run("INSERT INTO t VALUES (4)");
                assertThat(idsOf(subscriber.awaitChanges(4))).containsExactly(1, 2, 3, 4);
                assertThat(second.runner().state()).isInstanceOf(SourceState.Running.class);
            }
        }
    }

    private static TestSettings settings(String name) {
        return TestSettings.of(
                        NAME,
                        RealServers.shared(ServerKind.MYSQL),
                        RealServers.shared(ServerKind.RABBITMQ))
                .named(name);
    }

    private static List<Integer> idsOf(List<Received> messages) {
        return messages.stream().map(message -> message.values().get("id").asInt()).toList();
    }

    @Test
    void windowsThatAreRepeatedEndWhereTheyEndedBefore() throws Exception {
        database.run("CREATE TABLE counted (id INT PRIMARY KEY, n INT)");
        SourceSettings merging =
                settings("resume-" + UUID.randomUUID()).delay(Duration.ofMillis(200)).build();
        try (Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT)) {
            try (RunningSource first = RunningSource.startAndAwait(merging)) {
                Document before = checkpoint(first);
                database.run("INSERT INTO counted VALUES (1, 1)");
                subscriber.awaitChanges(1);
                database.run("UPDATE counted SET n = 2");
                subscriber.awaitChanges(2);
                first.runner().stop();
                killedAt(before, first);
            }
            try (RunningSource second = RunningSource.startAndAwait(merging)) {
                List<String> ids = subscriber.awaitChanges(4).stream().map(Received::id).toList();
                assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
                assertThat(second.runner().state()).isInstanceOf(SourceState.Running.class);
            }
        }
    }

    private static Document checkpoint(RunningSource source) {
        return Objects.requireNonNull(
                source.store()
                        .collection(StoreCollection.BINLOG_CHECKPOINTS, Document.class)
                        .find(Filters.eq(source.runner().settings().name()))
                        .first());
    }

    /** As if the monitor had been killed before it kept a later checkpoint. */
    private static void killedAt(Document checkpoint, RunningSource source) {
        Document fields = new Document(checkpoint);
        List.of("_id", "owner", "epoch", "lease_until").forEach(fields::remove);
        source.store()
                .collection(StoreCollection.BINLOG_CHECKPOINTS, Document.class)
                .updateOne(Filters.eq(checkpoint.get("_id")), new Document("$set", fields));
    }

    @Test
    void ofTwoMonitorsOnePublishesAndTheOtherTakesOver() {
        String name = "resume-" + UUID.randomUUID();
        try (Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
                RunningSource first = RunningSource.startAndAwait(settings(name).build());
                RunningSource second = RunningSource.start(settings(name).build())) {
            second.await(SourceState.Standby.class);
            database.run("INSERT INTO t VALUES (1)");
            subscriber.awaitChanges(1);

            first.close();
            second.await(SourceState.Running.class);
            database.run("INSERT INTO t VALUES (2)");

            assertThat(idsOf(subscriber.awaitChanges(2))).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UnroutablePolicy.class,
            names = {"PARK", "STOP"})
    void whatReachesNoQueueIsNotDelivered(UnroutablePolicy policy) {
        String name = "resume-" + UUID.randomUUID();
        Class<? extends SourceState> state =
                policy == UnroutablePolicy.PARK
                        ? SourceState.Parked.class
                        : SourceState.Failed.class;
        try (RunningSource source =
                RunningSource.startAndAwait(settings(name).unroutable(policy).build())) {
            database.run("INSERT INTO t VALUES (1)");
            source.await(state);
            assertThat(source.runner().state().toString())
                    .contains(FaultCode.MESSAGE_UNROUTABLE.name())
                    .contains("NO_ROUTE");
        }
        try (Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
                RunningSource again = RunningSource.startAndAwait(settings(name).build())) {
            assertThat(idsOf(subscriber.awaitChanges(1))).containsExactly(1);
            assertThat(again.runner().discarded()).isZero();
        }
    }

    @Test
    void whatReachesNoQueueIsThrownAwayOnlyWhenAskedFor() {
        try (RunningSource source =
                RunningSource.startAndAwait(
                        settings("resume-" + UUID.randomUUID())
                                .unroutable(UnroutablePolicy.DISCARD)
                                .build())) {
            database.run("INSERT INTO t VALUES (1), (2)");

            Await.until("two discarded", () -> source.runner().discarded() == 2);
            assertThat(source.runner().state()).isInstanceOf(SourceState.Running.class);
        }
    }

    @Test
    void anIdleSourceSendsHeartbeats() {
        try (Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT);
                RunningSource source =
                        RunningSource.startAndAwait(
                                settings("resume-" + UUID.randomUUID())
                                        .heartbeat(Duration.ofMillis(300))
                                        .build())) {
            Await.until("two heartbeats", () -> subscriber.all().size() >= 2);
            assertThat(subscriber.all())
                    .allSatisfy(message -> {
                        assertThat(message.text())
                                .matches("\\{\"timestamp\":\\d+,\"type\":\"heartbeat\"}");
                        assertThat(message.id()).startsWith("hb-");
                    });
            assertThat(source.runner().state()).isInstanceOf(SourceState.Running.class);
        }
    }
}
