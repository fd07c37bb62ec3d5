package io.github.spyhop.query.read;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/** How far each binlog source was published and confirmed, and who publishes it. */
@ApplicationScoped
public class BinlogSources {

    private static final int LISTED_MAX = 1_000;

    private final Store store;

    BinlogSources(Store store) {
        this.store = store;
    }

    /**
     * A source.
     *
     * @param leaseUntil until when {@code owner} publishes it, if it does not say so again
     * @param committedAt when the last transaction was committed that was published
     * @param savedAt when its position was last kept
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Checkpoint(
            @BsonId String source,
            @Nullable String owner,
            @BsonProperty("lease_until") @Nullable Instant leaseUntil,
            @BsonProperty("server_uuid") @Nullable String serverUuid,
            @BsonProperty("gtid_set") @Nullable String gtidSet,
            @BsonProperty("binlog_file") @Nullable String binlogFile,
            @BsonProperty("binlog_position") @Nullable Long binlogPosition,
            @BsonProperty("committed_at") @Nullable Instant committedAt,
            @BsonProperty("saved_at") @Nullable Instant savedAt) {}

    /** All sources by name. */
    public List<Checkpoint> all() {
        return store.collection(StoreCollection.BINLOG_CHECKPOINTS, Checkpoint.class)
                .find()
                .sort(Sorts.ascending("_id"))
                .limit(LISTED_MAX)
                .into(new ArrayList<>());
    }
}
