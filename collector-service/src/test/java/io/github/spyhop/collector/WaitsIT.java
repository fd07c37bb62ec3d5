package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.github.spyhop.collector.poll.perfschema.WaitCount;
import io.github.spyhop.collector.store.WaitStore;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.model.store.WaitFields;
import io.github.spyhop.model.store.WaitLevel;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.RunningServer;
import io.github.spyhop.testbed.server.ServerKind;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of the waits of the real servers, beside what they count themselves. */
class WaitsIT {

    private static final String INSTANCE = "waits";
    private static final String TABLE_IO = "wait/io/table/sql/handler";
    private static final String METADATA = "wait/lock/metadata/sql/mdl";
    private static final String TABLE = "events_waits_summary_global_by_event_name";
    private static final int LOCK_WAITS = 2;

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void countsWhatTheServerCounts(ServerKind kind) throws Exception {
        RunningServer alone = RealServers.alone(kind, "waits-" + kind.id());
        try (CollectorRig rig = new CollectorRig();
                WatchedServer server = new WatchedServer(alone.address(), "waits")) {
            server.run(server.schema(), "CREATE TABLE goods (id INT PRIMARY KEY, price INT)");
            rig.register(INSTANCE, server);
            rig.start();
            rig.awaitWatched(INSTANCE);
            // Files are waited for all the time: now there is a look to compare with.
            await().untilAsserted(() ->
                    assertThat(rig.documents(StoreCollection.WAITS).find()).isNotEmpty());
            long io = serverCount(server, TABLE_IO);
            long locks = serverCount(server, METADATA);
            long ioKept = kept(rig, TABLE_IO, WaitLevel.LOOK, WaitFields.COUNT);

            work(server, 0);

            long ioGrown = serverCount(server, TABLE_IO) - io;
            long locksGrown = serverCount(server, METADATA) - locks;
            assertThat(ioGrown).isGreaterThanOrEqualTo(100);
            assertThat(locksGrown).isGreaterThanOrEqualTo(LOCK_WAITS);
            await().untilAsserted(() -> {
                assertThat(kept(rig, TABLE_IO, WaitLevel.LOOK, WaitFields.COUNT))
                        .isEqualTo(ioKept + ioGrown);
                assertThat(kept(rig, METADATA, WaitLevel.LOOK, WaitFields.COUNT))
                        .isEqualTo(locksGrown);
            });
            assertThat(kept(rig, METADATA, WaitLevel.LOOK, WaitFields.MICROS))
                    .as("a second each")
                    .isBetween(LOCK_WAITS * 900_000L, LOCK_WAITS * 5_000_000L);
            isRightBehindATruncate(rig, server);
            for (String field : new String[] {WaitFields.COUNT, WaitFields.MICROS}) {
                for (WaitLevel level : List.of(WaitLevel.HOUR, WaitLevel.DAY)) {
                    await().untilAsserted(() ->
                            assertThat(kept(rig, TABLE_IO, level, field))
                                    .as("of each %s", level)
                                    .isEqualTo(kept(rig, TABLE_IO, WaitLevel.LOOK, field)));
                }
            }
        } finally {
            alone.stop();
        }
    }

    @Test
    void keepsTheCostliestEventsOneByOneAndAddsTheOthersUp() {
        try (CollectorRig rig = new CollectorRig()) {
            Map<String, WaitCount> grown = new HashMap<>();
            for (int rank = 1; rank <= 25; rank++) {
                grown.put("wait/synch/cond/sql/c." + rank, new WaitCount(1, rank * 1_000_000L));
            }
            Instant since = Instant.parse("2026-10-01T09:59:30Z");
            WaitStore store = new WaitStore(rig.store());
            // The same once more, as after a write whose answer was lost.
            store.write(INSTANCE, since, since.plusSeconds(60), grown);
            store.write(INSTANCE, since, since.plusSeconds(70), grown);

            assertThat(rig.documents(StoreCollection.WAITS).find(Filters.eq("level", "look")))
                    .singleElement()
                    .satisfies(look -> {
                        Document events = look.get(WaitFields.EVENTS, Document.class);
                        assertThat(events).hasSize(21).containsKey("wait/synch/cond/sql/c\uff0e25");
                        assertThat(events.get(WaitFields.OTHER, Document.class))
                                .containsEntry(WaitFields.COUNT, 5L)
                                .containsEntry(WaitFields.MICROS, 1L + 2 + 3 + 4 + 5);
                    });
            assertThat(rig.documents(StoreCollection.WAITS).find(Filters.eq("level", "hour")))
                    .singleElement()
                    .satisfies(hour -> {
                        assertThat(hour.getDate("timestamp").toInstant())
                                .isEqualTo("2026-10-01T10:00:00Z");
                        assertThat(hour.getDate("expires_at").toInstant())
                                .isEqualTo("2027-01-09T10:00:00Z");
                    });
            assertThat(rig.documents(StoreCollection.WAITS).find(Filters.eq("level", "day")))
                    .singleElement()
                    .satisfies(day -> {
                        assertThat(day.getDate("timestamp").toInstant())
                                .isEqualTo("2026-10-01T00:00:00Z");
                        assertThat(day.get(WaitFields.EVENTS, Document.class)).hasSize(21);
                    });
        }
    }

    private static void isRightBehindATruncate(CollectorRig rig, WatchedServer server)
            throws Exception {
        long ioKept = kept(rig, TABLE_IO, WaitLevel.LOOK, WaitFields.COUNT);

        server.run("performance_schema", "TRUNCATE TABLE " + TABLE);
        work(server, 1_000);

        long since = serverCount(server, TABLE_IO);
        assertThat(since).isGreaterThanOrEqualTo(100);
        await().untilAsserted(() ->
                assertThat(kept(rig, TABLE_IO, WaitLevel.LOOK, WaitFields.COUNT))
                        .isEqualTo(ioKept + since));
    }

    /** Waits for tables a hundred times, and for a lock of metadata twice, each time for a second. */
    private static void work(WatchedServer server, int from) throws Exception {
        try (Connection first = server.connect("");
                Connection second = server.connect("");
                Statement holds = first.createStatement();
                Statement waits = second.createStatement()) {
            for (int id = from; id < from + 100; id++) {
                holds.execute("INSERT INTO goods VALUES (%d, 1)".formatted(id));
            }
            holds.execute("SELECT GET_LOCK('counter', 0)");
            for (int time = 0; time < LOCK_WAITS; time++) {
                waits.execute("SELECT GET_LOCK('counter', 1)");
            }
        }
    }

    private static long serverCount(WatchedServer server, String event) throws Exception {
        return Long.parseLong(
                server.query(
                                "SELECT COUNT_STAR FROM performance_schema.%s WHERE EVENT_NAME = '%s'"
                                        .formatted(TABLE, event))
                        .getFirst());
    }

    private static long kept(CollectorRig rig, String event, WaitLevel level, String field) {
        long sum = 0;
        for (Document document :
                rig.documents(StoreCollection.WAITS)
                        .find(Filters.eq(WaitFields.LEVEL, level.stored()))) {
            Document waits =
                    document.get(WaitFields.EVENTS, Document.class).get(event, Document.class);
            sum += waits == null ? 0 : waits.getLong(field);
        }
        return sum;
    }
}
