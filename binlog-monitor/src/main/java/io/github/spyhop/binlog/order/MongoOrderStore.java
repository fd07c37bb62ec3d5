package io.github.spyhop.binlog.order;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Orders in one document a source ({@link StoreCollection#BINLOG_ORDERS}). */
public final class MongoOrderStore implements OrderStore {

    private static final String ID = "_id";
    private static final String REVISION = "revision";
    private static final String PAUSED = "paused";
    private static final String SKIPS = "skips";
    private static final String TRANSACTION = "transaction";
    private static final String REASON = "reason";
    private static final String RESTART = "restart";
    private static final String START = "start";
    private static final String SNAPSHOT = "snapshot";
    private static final String SNAPSHOT_ID = "id";
    private static final String TABLES = "tables";
    private static final String CANCELLED = "cancelled";

    /** The oldest are forgotten: they lie far behind any checkpoint. */
    private static final int SKIPS_MAX = 1_000;

    private final MongoCollection<Document> orders;

    public MongoOrderStore(Store store) {
        orders =
                store.collection(StoreCollection.BINLOG_ORDERS, Document.class)
                        .withWriteConcern(WriteConcern.MAJORITY);
    }

    @Override
    public Orders load(String source) {
        return Optional.ofNullable(orders.find(Filters.eq(ID, source)).first())
                .map(MongoOrderStore::ordersOf)
                .orElse(Orders.NONE);
    }

    private static Orders ordersOf(Document document) {
        Map<String, String> skips = new HashMap<>();
        for (Document skip : document.getList(SKIPS, Document.class, List.of())) {
            skips.put(skip.getString(TRANSACTION), skip.getString(REASON));
        }
        return new Orders(
                document.get(REVISION, 0L),
                document.getBoolean(PAUSED, false),
                skips,
                Optional.ofNullable(document.get(RESTART, Document.class))
                        .map(restart ->
                                new Orders.Restart(
                                        restart.getString(START), restart.getString(REASON))),
                Optional.ofNullable(document.get(SNAPSHOT, Document.class))
                        .map(snapshot ->
                                new SnapshotOrder(
                                        snapshot.getString(SNAPSHOT_ID),
                                        snapshot.getList(TABLES, String.class),
                                        snapshot.getBoolean(CANCELLED))));
    }

    @Override
    public void pause(String source) {
        order(source, Updates.set(PAUSED, true));
    }

    @Override
    public void resume(String source) {
        order(source, Updates.set(PAUSED, false));
    }

    @Override
    public void skip(String source, String transaction, String reason) {
        order(
                source,
                new Document(
                        "$push",
                        new Document(
                                SKIPS,
                                new Document(
                                                "$each",
                                                List.of(
                                                        new Document(TRANSACTION, transaction)
                                                                .append(REASON, reason)))
                                        .append("$slice", -SKIPS_MAX))));
    }

    @Override
    public void restart(String source, Orders.Restart restart) {
        order(
                source,
                Updates.set(
                        RESTART,
                        new Document(START, restart.start()).append(REASON, restart.reason())));
    }

    @Override
    public void snapshot(String source, SnapshotOrder snapshot) {
        order(
                source,
                Updates.set(
                        SNAPSHOT,
                        new Document(SNAPSHOT_ID, snapshot.id())
                                .append(TABLES, snapshot.tables())
                                .append(CANCELLED, snapshot.cancelled())));
    }

    @Override
    public void restarted(String source, Orders done) {
        orders.updateOne(
                Filters.and(Filters.eq(ID, source), Filters.eq(REVISION, done.revision())),
                Updates.unset(RESTART));
    }

    private void order(String source, Bson change) {
        orders.updateOne(
                Filters.eq(ID, source),
                Updates.combine(change, Updates.inc(REVISION, 1L)),
                new UpdateOptions().upsert(true));
    }
}
