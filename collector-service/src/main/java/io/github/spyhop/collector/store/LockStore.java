package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.github.spyhop.collector.normalise.LockTree;
import io.github.spyhop.collector.poll.innodb.LockReader.Look;
import io.github.spyhop.collector.poll.innodb.LockSession;
import io.github.spyhop.collector.poll.innodb.LockWait;
import io.github.spyhop.collector.poll.innodb.OpenTransaction;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Keeps who waited for whom, long transactions, and deadlocks. */
public final class LockStore {

    private final MongoCollection<Document> waits;
    private final MongoCollection<Document> deadlocks;

    public LockStore(Store store) {
        this.waits = store.collection(StoreCollection.LOCK_WAITS, Document.class);
        this.deadlocks = store.collection(StoreCollection.DEADLOCKS, Document.class);
    }

    /** Keeps what a look found, if it found anything. */
    public void write(String instance, Look look) {
        if (look.waits().isEmpty() && look.transactions().isEmpty()) {
            return;
        }
        List<Document> trees = LockTree.of(look.waits()).stream().map(LockStore::treeOf).toList();
        waits.insertOne(
                new Document("instance", instance)
                        .append("timestamp", Date.from(look.at()))
                        .append("waits", look.waits().size())
                        .append("cut", look.cut())
                        .append("trees", trees)
                        .append(
                                "transactions",
                                look.transactions().stream()
                                        .map(LockStore::transactionOf)
                                        .toList()));
    }

    /** Keeps a deadlock's report, once. */
    public void write(String instance, String report) {
        String first = report.lines().findFirst().orElse("");
        String id = instance + ":" + first;
        if (deadlocks.find(Filters.eq(id)).first() == null) {
            deadlocks.replaceOne(
                    Filters.eq(id),
                    new Document("_id", id)
                            .append("instance", instance)
                            .append("timestamp", Date.from(Instant.now()))
                            .append("report", report),
                    new ReplaceOptions().upsert(true));
        }
    }

    private static Document treeOf(LockTree tree) {
        LockSession session = tree.session();
        Document document =
                new Document("pid", session.pid())
                        .append("user", session.user())
                        .append("host", session.host())
                        .append("schema", session.schema())
                        .append("command", session.command())
                        .append("state", session.state())
                        .append("seconds", session.seconds())
                        .append("sql_text", session.sql());
        LockWait wait = tree.reason();
        if (wait != null) {
            document.append("lock_kind", wait.kind())
                    .append("lock_object", wait.object())
                    .append("lock_index", wait.index())
                    .append("lock_mode", wait.mode());
        }
        return document.append("waiters", tree.waiters().stream().map(LockStore::treeOf).toList());
    }

    private static Document transactionOf(OpenTransaction transaction) {
        return new Document("pid", transaction.pid())
                .append("started_at", Date.from(transaction.startedAt()))
                .append("seconds", transaction.seconds())
                .append("state", transaction.state())
                .append("rows_locked", transaction.rowsLocked())
                .append("rows_modified", transaction.rowsModified())
                .append("user", transaction.user())
                .append("host", transaction.host())
                .append("schema", transaction.schema())
                .append("sql_text", transaction.sql());
    }
}
