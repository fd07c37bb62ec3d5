package io.github.spyhop.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowQueryDaysIT {

    private final Instant now = Instant.now();

    private final MongoClient client =
            MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri());
    private final Store store = new Store(client.getDatabase("slow_query_days_tests"), Map.of());
    private final SlowQueryDays days = new SlowQueryDays(store, new SlowQuerySums(store));

    @BeforeEach
    void statements() {
        store.database().drop();
        for (int day = 1; day <= 6; day++) {
            Instant noon = daysAgo(day).plus(12, ChronoUnit.HOURS);
            add(noon, "orders-1", "shop", "app", day);
            add(noon.plusSeconds(60), "orders-1", "shop", "app", 0.5);
            add(noon.plusSeconds(90), "stock-1", null, "report", 2);
        }
    }

    @AfterEach
    void close() {
        store.database().drop();
        client.close();
    }

    @Test
    void daysThatAreOverForTwoDaysAreKeptTheNewestFirst() {
        keepAll();
        assertThat(kept().find().sort(Sorts.ascending("kept_at", "_id")))
                .extracting(day -> day.getDate("_id").toInstant())
                .containsExactlyInAnyOrder(daysAgo(3), daysAgo(4), daysAgo(5), daysAgo(6));
        kept().drop();
        assertThat(days.keepNext(now)).isTrue();
        assertThat(kept().find().first().getDate("_id").toInstant()).isEqualTo(daysAgo(3));
    }

    @Test
    void whatIsKeptSaysTheSameAsTheStatements() {
        List<SlowQueryStatistics.Group> before = statistics();
        assertThat(before)
                .containsExactlyInAnyOrder(
                        new SlowQueryStatistics.Group("orders-1", "shop", "app", 12, 6, 24, 2),
                        new SlowQueryStatistics.Group("stock-1", null, "report", 6, 2, 12, 2));
        keepAll();
        assertThat(statistics()).isEqualTo(before);
    }

    @Test
    void keptDaysAreReadInsteadOfTheirStatementsUntilTheyAreMadeAnew() {
        keepAll();
        add(daysAgo(4), "late-1", "shop", "app", 1);
        assertThat(statistics())
                .extracting(SlowQueryStatistics.Group::instance)
                .doesNotContain("late-1");
        kept().deleteOne(new Document("_id", Date.from(daysAgo(4))));
        assertThat(statistics()).extracting(SlowQueryStatistics.Group::instance).contains("late-1");
        keepAll();
        assertThat(statistics()).extracting(SlowQueryStatistics.Group::instance).contains("late-1");
    }

    @Test
    void anEmptyStoreHasNothingToKeep() {
        store.database().drop();
        assertThat(days.keepNext(now)).isFalse();
        assertThat(kept().countDocuments()).isZero();
    }

    private void keepAll() {
        while (days.keepNext(now)) {
            assertThat(kept().countDocuments()).isLessThanOrEqualTo(4);
        }
    }

    /** Those of a replica that remembers nothing. */
    private List<SlowQueryStatistics.Group> statistics() {
        return new SlowQueryStatistics(new SlowQuerySums(store), days)
                .of(new TimeRange(daysAgo(30), now));
    }

    private MongoCollection<Document> kept() {
        return store.collection(StoreCollection.SLOW_QUERY_DAYS, Document.class);
    }

    private void add(
            Instant start, String instance, @Nullable String db, String user, double seconds) {
        store.collection(StoreCollection.SLOW_QUERIES, Document.class)
                .insertOne(
                        new Document("instance", instance)
                                .append("db", db)
                                .append("user", user)
                                .append("time", seconds)
                                .append("start", Date.from(start)));
    }

    private Instant daysAgo(int days) {
        return now.truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    }
}
