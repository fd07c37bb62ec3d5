package io.github.spyhop.collector.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.spyhop.collector.own.FleetShare.Share;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetShareIT {

    private static final Duration EXPIRY = Duration.ofMillis(600);

    /** Longer than a busy machine may stop a test. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final List<String> INSTANCES =
            IntStream.range(0, 40).mapToObj(number -> "instance-" + number).toList();

    private final MongoClient mongo =
            MongoClients.create(RealServers.shared(ServerKind.MONGODB).uri());
    private final Store store = new Store(mongo.getDatabase("fleet_share_it"), Map.of());
    private final FleetShare first = share("first", EXPIRY);
    private final FleetShare second = share("second", EXPIRY);

    private FleetShare share(String name, Duration expiry) {
        return new FleetShare(store, new TransactionSessions(mongo, store, name), name, expiry);
    }

    @AfterEach
    void drop() {
        store.database().drop();
        mongo.close();
    }

    @Test
    void takesAllAloneAndHandsOverWhatIsDueToAnother() {
        assertThat(first.turn(INSTANCES, 0).held()).hasSize(40);
        assertThat(second.turn(INSTANCES, 0).held()).isEmpty();

        Share ofFirst = first.turn(INSTANCES, 40);
        first.release(ofFirst.due());
        Share ofSecond = second.turn(INSTANCES, 0);

        assertThat(ofFirst.due()).hasSizeBetween(8, 32);
        assertThat(namesOf(ofSecond.held())).isEqualTo(namesOf(ofFirst.due()));
        assertThat(ofSecond.held()).allMatch(lease -> lease.token() == 2);
    }

    @Test
    void takesWhatASilentReplicaHeldUnderAGreaterToken() throws Exception {
        Share before = first.turn(INSTANCES, 0);
        Share after = second.turn(INSTANCES, 0);

        while (after.held().size() < INSTANCES.size()) {
            Thread.sleep(20);
            after = second.turn(INSTANCES, 0);
        }

        assertThat(before.held()).allMatch(lease -> lease.token() == 1);
        assertThat(after.held()).allMatch(lease -> lease.token() == 2);
    }

    @Test
    void endsTheTransactionThatAKilledReplicaLeftOpen() throws Exception {
        first.turn(INSTANCES, 0);
        try (ClientSession left = new TransactionSessions(mongo, store, "first").start()) {
            left.startTransaction();
            store.collection(StoreCollection.COLLECTOR_LEASES, Document.class)
                    .updateOne(left, Filters.eq(INSTANCES.getFirst()), Updates.set("x", 1));
            Instant killed = Instant.now();

            Share after = second.turn(INSTANCES, 0);
            while (after.held().size() < INSTANCES.size()) {
                Thread.sleep(20);
                after = second.turn(INSTANCES, 0);
            }

            assertThat(killed).as("the store's own limit is a minute").isAfter(secondsAgo(30));
            assertThatThrownBy(left::commitTransaction).isInstanceOf(MongoCommandException.class);
        }
    }

    private static Instant secondsAgo(int seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    @Test
    void letsTheInstancesOfALeavingReplicaBeTakenAtOnce() {
        first.leave(first.turn(INSTANCES, 0).held());

        assertThat(second.turn(INSTANCES, 0).held()).hasSize(40);
    }

    @Test
    void forgetsAnInstanceThatLeftTheRegistry() {
        first.turn(INSTANCES, 0);

        first.turn(INSTANCES.subList(0, 10), 40);

        assertThat(new Leases(store).all()).hasSize(10);
    }

    @Test
    void givesEachInstanceToOneReplicaOnly() {
        List<FleetShare> replicas =
                IntStream.range(0, 4).mapToObj(number -> share("r" + number, LONG)).toList();
        List<String> held = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            held.clear();
            for (FleetShare replica : replicas) {
                Share share = replica.turn(INSTANCES, 0);
                replica.release(share.due());
                held.addAll(namesOf(share.held()));
            }
        }

        assertThat(held).doesNotHaveDuplicates().hasSize(40);
    }

    private static Set<String> namesOf(Collection<Lease> leases) {
        Set<String> names = new HashSet<>();
        leases.forEach(lease -> names.add(lease.instance()));
        return names;
    }
}
