package io.github.spyhop.binlog.checkpoint;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Checkpoints and leases in one document a source ({@link StoreCollection#BINLOG_CHECKPOINTS}), so
 * that one write decides both. Times are those of the store.
 */
public final class MongoCheckpointStore implements CheckpointStore {

    private static final String ID = "_id";
    private static final String OWNER = "owner";
    private static final String EPOCH = "epoch";
    private static final String LEASE_UNTIL = "lease_until";
    private static final String SERVER_UUID = "server_uuid";
    private static final String GTID_SET = "gtid_set";
    private static final String FILE = "binlog_file";
    private static final String POSITION = "binlog_position";
    private static final String RESUME_FILE = "resume_file";
    private static final String RESUME_POSITION = "resume_position";
    private static final String COMMITTED_AT = "committed_at";
    private static final String SAVED_AT = "saved_at";
    private static final String ANNOUNCED = "announced_transactions";
    private static final String SNAPSHOT = "snapshot";
    private static final String NOW = "$$NOW";

    /** More windows than are ever sent between two checkpoints. */
    private static final int ANNOUNCED_MAX = 1_000;

    private final MongoCollection<Document> checkpoints;

    public MongoCheckpointStore(Store store) {
        checkpoints =
                store.collection(StoreCollection.BINLOG_CHECKPOINTS, Document.class)
                        .withWriteConcern(WriteConcern.MAJORITY)
                        .withReadConcern(ReadConcern.MAJORITY);
    }

    @Override
    public Optional<Checkpoint> load(String source) {
        return Optional.ofNullable(checkpoints.find(Filters.eq(ID, source)).first())
                .filter(document -> document.containsKey(SERVER_UUID))
                .map(MongoCheckpointStore::checkpointOf);
    }

    private static Checkpoint checkpointOf(Document document) {
        return new Checkpoint(
                document.getString(SERVER_UUID),
                Optional.ofNullable(document.getString(GTID_SET)),
                new BinlogPosition(document.getString(FILE), document.getLong(POSITION)),
                new BinlogPosition(
                        document.getString(RESUME_FILE), document.getLong(RESUME_POSITION)),
                Optional.ofNullable(document.getDate(COMMITTED_AT)).map(Date::toInstant));
    }

    @Override
    public Optional<Lease> acquire(String source, String owner, Duration validity) {
        createIfAbsent(source);
        Document taken =
                checkpoints.findOneAndUpdate(
                        Filters.and(
                                Filters.eq(ID, source),
                                Filters.or(
                                        Filters.eq(OWNER, owner),
                                        Filters.exists(LEASE_UNTIL, false),
                                        Filters.expr(
                                                new Document(
                                                        "$lt", List.of("$" + LEASE_UNTIL, NOW))))),
                        List.of(
                                new Document(
                                        "$set",
                                        new Document(OWNER, owner)
                                                .append(EPOCH, nextEpoch())
                                                .append(LEASE_UNTIL, until(validity)))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken)
                .map(document -> new Lease(source, owner, document.getLong(EPOCH)));
    }

    private void createIfAbsent(String source) {
        try {
            if (checkpoints.countDocuments(Filters.eq(ID, source)) == 0) {
                checkpoints.insertOne(new Document(ID, source));
            }
        } catch (MongoWriteException created) {
            if (ErrorCategory.fromErrorCode(created.getError().getCode())
                    != ErrorCategory.DUPLICATE_KEY) {
                throw created;
            }
        }
    }

    private static Document nextEpoch() {
        return new Document("$add", List.of(new Document("$ifNull", List.of("$" + EPOCH, 0L)), 1L));
    }

    private static Document until(Duration validity) {
        return new Document("$add", List.of(NOW, validity.toMillis()));
    }

    @Override
    public void renew(Lease lease, Duration validity) throws LeaseLostException {
        require(
                lease,
                checkpoints
                        .updateOne(
                                held(lease),
                                List.of(
                                        new Document(
                                                "$set",
                                                new Document(LEASE_UNTIL, until(validity)))))
                        .getMatchedCount());
    }

    @Override
    public void save(Lease lease, Checkpoint checkpoint) throws LeaseLostException {
        Document fields =
                new Document(SERVER_UUID, checkpoint.serverUuid())
                        .append(GTID_SET, checkpoint.gtidSet().orElse(null))
                        .append(FILE, checkpoint.position().file())
                        .append(POSITION, checkpoint.position().offset())
                        .append(RESUME_FILE, checkpoint.resumeFrom().file())
                        .append(RESUME_POSITION, checkpoint.resumeFrom().offset())
                        .append(COMMITTED_AT, checkpoint.committedAt().map(Date::from).orElse(null))
                        .append(SAVED_AT, Date.from(Instant.now()));
        require(
                lease,
                checkpoints.updateOne(held(lease), new Document("$set", fields)).getMatchedCount());
    }

    @Override
    public void announce(Lease lease, String lastTransaction) throws LeaseLostException {
        require(
                lease,
                checkpoints
                        .updateOne(
                                held(lease),
                                Updates.pushEach(
                                        ANNOUNCED,
                                        List.of(lastTransaction),
                                        new PushOptions().slice(-ANNOUNCED_MAX)))
                        .getMatchedCount());
    }

    @Override
    public List<String> announced(String source) {
        return Optional.ofNullable(checkpoints.find(Filters.eq(ID, source)).first())
                .map(document -> document.getList(ANNOUNCED, String.class, List.of()))
                .orElse(List.of());
    }

    @Override
    public Optional<SnapshotState> snapshot(String source) {
        return Optional.ofNullable(checkpoints.find(Filters.eq(ID, source)).first())
                .map(document -> document.get(SNAPSHOT, Document.class))
                .map(SnapshotDocuments::of);
    }

    @Override
    public void save(Lease lease, SnapshotState snapshot) throws LeaseLostException {
        require(
                lease,
                checkpoints
                        .updateOne(
                                held(lease),
                                Updates.set(SNAPSHOT, SnapshotDocuments.document(snapshot)))
                        .getMatchedCount());
    }

    @Override
    public void release(Lease lease) {
        checkpoints.updateOne(
                held(lease), Updates.combine(Updates.unset(LEASE_UNTIL), Updates.unset(OWNER)));
    }

    private static Bson held(Lease lease) {
        return Filters.and(
                Filters.eq(ID, lease.source()),
                Filters.eq(OWNER, lease.owner()),
                Filters.eq(EPOCH, lease.epoch()));
    }

    private static void require(Lease lease, long matched) throws LeaseLostException {
        if (matched == 0) {
            throw new LeaseLostException(lease);
        }
    }
}
