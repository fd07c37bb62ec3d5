package io.github.spyhop.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StoreOfTests.class)
class LiveIT {

    private static final int REFUSED = 1008;

    @Inject Store store;
    @Inject ObjectMapper mapper;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void fill() {
        new SampleStore(store).fill();
        new StateStore(store).fill();
    }

    @ParameterizedTest
    @CsvSource({
        "locks,/items/0/trees/0/kill,KILL 11",
        "locks?instance=orders-1,/items/0/trees/0/kill,KILL 11",
        "transactions,/items/0/instance,orders-1",
        "digests,/items/0/digest_id,0123456789abcdef0123456789abcdef",
        "row-changes,/items/0/source,orders-1",
        "services,/items/0/state,up",
    })
    void pushesATopicAtOnceAndAgain(String topic, String pointer, String expected)
            throws Exception {
        try (Listener listener =
                new Listener(service.resolve("/ws/live/" + topic), StoreOfTests.VIEWER)) {
            JsonNode first = mapper.readTree(listener.next());
            JsonNode second = mapper.readTree(listener.next());

            assertThat(first.at(pointer).asText()).isEqualTo(expected);
            assertThat(second.at("/topic").asText()).isEqualTo(topic.replaceFirst("[?].*", ""));
            assertThat(second.at("/time").asText()).isGreaterThan(first.at("/time").asText());
        }
    }

    @Test
    void tellsOfTheInstanceThatIsAskedFor() throws Exception {
        try (Listener listener =
                new Listener(
                        service.resolve("/ws/live/locks?instance=another"), StoreOfTests.VIEWER)) {
            assertThat(mapper.readTree(listener.next()).at("/items")).isEmpty();
            assertThat(mapper.readTree(listener.next()).at("/items")).isEmpty();
        }
    }

    @Test
    void closesASocketOfNoTopicAndOfNoRun() throws Exception {
        try (Listener listener =
                        new Listener(service.resolve("/ws/live/secrets"), StoreOfTests.VIEWER);
                Listener other =
                        new Listener(service.resolve("/ws/collection/none"), StoreOfTests.VIEWER)) {
            assertThat(listener.closeCode()).isEqualTo(REFUSED);
            assertThat(other.closeCode()).isEqualTo(REFUSED);
        }
    }

    @Test
    void showsHowFarARunIsAlsoToWhoComesLate() throws Exception {
        MongoCollection<Document> runs =
                store.collection(StoreCollection.CLOUDWATCH_RUNS, Document.class);
        String id = UUID.randomUUID().toString();
        runs.insertOne(
                new Document("_id", id)
                        .append("status", "requested")
                        .append("requested_at", Instant.now())
                        .append("timestamp", Instant.now())
                        .append("from", Instant.EPOCH)
                        .append("to", Instant.now()));
        URI progress = service.resolve("/ws/collection/" + id);

        try (Listener early = new Listener(progress, StoreOfTests.VIEWER)) {
            assertThat(statusOf(early)).isEqualTo("started");
            early.send("ping");
            assertThat(nextOtherThanLog(early)).isEqualTo("pong");
            show(runs, id, "completed");
            try (Listener late = new Listener(progress, StoreOfTests.VIEWER)) {
                assertThat(statusOf(late)).isEqualTo("completed");
                assertThat(statusOf(early)).isEqualTo("completed");
                JsonNode log = mapper.readTree(early.next());
                assertThat(log.at("/type").asText()).isEqualTo("log");
                assertThat(log.at("/level").asText()).isEqualTo("INFO");
                assertThat(log.at("/message").asText())
                        .isEqualTo("3 of 3 instances read, 77 statements");
            }
        }
    }

    private static void show(MongoCollection<Document> runs, String id, String status) {
        runs.updateOne(
                Filters.eq(id),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("timestamp", Instant.now()),
                        Updates.set(
                                "details",
                                new Document("progress", 100)
                                        .append("processed_instances", 3)
                                        .append("total_instances", 3)
                                        .append("total_queries", 77L)
                                        .append("period", "a month")
                                        .append("error", null))));
    }

    private String statusOf(Listener listener) throws Exception {
        JsonNode message = mapper.readTree(nextOtherThanLog(listener));
        assertThat(message.at("/type").asText()).isEqualTo("status");
        assertThat(message.has("timestamp")).isTrue();
        return message.at("/status").asText();
    }

    private static String nextOtherThanLog(Listener listener) throws Exception {
        String message = listener.next();
        return message != null && message.contains("\"log\"") ? listener.next() : message;
    }
}
