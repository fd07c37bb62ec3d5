package io.github.spyhop.query.read;

import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What the RDS API told of the Aurora clusters' instances. */
@ApplicationScoped
public class AuroraClusters {

    private static final int LISTED_MAX = 10_000;

    private final Store store;

    AuroraClusters(Store store) {
        this.store = store;
    }

    /** An instance of a cluster, as the RDS API names its fields. */
    public record Member(
            @Nullable String region,
            @Nullable String cluster,
            @Nullable String instance,
            @Nullable Boolean isWriter,
            @Nullable String engine,
            @Nullable String engineVersion,
            @Nullable Boolean multiAz,
            @Nullable String masterUser,
            @Nullable String status,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}

    /** By cluster and instance. */
    public List<Member> all() {
        return store.collection(StoreCollection.AURORA_CLUSTERS, Document.class)
                .find()
                .sort(Sorts.ascending("DBInstanceIdentifier"))
                .limit(LISTED_MAX)
                .map(AuroraClusters::memberOf)
                .into(new ArrayList<>());
    }

    private static Member memberOf(Document document) {
        return new Member(
                Fields.textOf(document, "Region"),
                Fields.textOf(document, "DBClusterIdentifier"),
                Fields.textOf(document, "DBInstanceIdentifier"),
                document.getBoolean("IsClusterWriter"),
                Fields.textOf(document, "Engine"),
                Fields.textOf(document, "EngineVersion"),
                document.getBoolean("MultiAZ"),
                Fields.textOf(document, "MasterUsername"),
                Fields.textOf(document, "Status"),
                Fields.instantOf(document, "ClusterCreateTime"),
                Fields.instantOf(document, "last_updated"));
    }
}
