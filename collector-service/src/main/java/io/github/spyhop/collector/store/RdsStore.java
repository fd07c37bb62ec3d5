package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.poll.rds.RdsInstance;
import io.github.spyhop.collector.poll.rds.RdsInstance.Membership;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what RDS describes, by AWS's names. What is not described any more stays, with the time when
 * it was last.
 */
public final class RdsStore {

    private final MongoCollection<Document> clusters;
    private final MongoCollection<Document> instances;

    public RdsStore(Store store) {
        this.clusters = store.collection(StoreCollection.AURORA_CLUSTERS, Document.class);
        this.instances = store.collection(StoreCollection.RDS_INSTANCES, Document.class);
    }

    public void write(List<RdsInstance> found, Instant now) {
        Date at = Date.from(now);
        List<WriteModel<Document>> all = new ArrayList<>();
        List<WriteModel<Document>> members = new ArrayList<>();
        for (RdsInstance instance : found) {
            all.add(upsert(instance.id(), instanceOf(instance).append("updateTime", at)));
            Membership membership = instance.cluster();
            if (membership != null) {
                members.add(
                        upsert(
                                instance.id(),
                                memberOf(instance, membership).append("last_updated", at)));
            }
        }
        if (!all.isEmpty()) {
            instances.bulkWrite(all);
        }
        if (!members.isEmpty()) {
            clusters.bulkWrite(members);
        }
    }

    private static WriteModel<Document> upsert(String id, Document document) {
        return new ReplaceOneModel<>(
                Filters.eq("DBInstanceIdentifier", id),
                document,
                new ReplaceOptions().upsert(true));
    }

    private static Document instanceOf(RdsInstance instance) {
        return new Document("Region", instance.region())
                .append("DBInstanceIdentifier", instance.id())
                .append("Engine", instance.engine())
                .append("EngineVersion", instance.engineVersion())
                .append(
                        "Endpoint",
                        new Document("Address", instance.address()).append("Port", instance.port()))
                .append("InstanceCreateTime", dateOf(instance.createdAt()))
                .append("Status", instance.status())
                .append("Tags", new Document(new java.util.TreeMap<>(instance.tags())));
    }

    private static Document memberOf(RdsInstance instance, Membership membership) {
        return new Document("Region", instance.region())
                .append("DBClusterIdentifier", membership.cluster())
                .append("DBInstanceIdentifier", instance.id())
                .append("IsClusterWriter", membership.writer())
                .append("Engine", instance.engine())
                .append("EngineVersion", instance.engineVersion())
                .append("MultiAZ", membership.multiAz())
                .append("MasterUsername", membership.masterUsername())
                .append("Status", membership.status())
                .append("ClusterCreateTime", dateOf(membership.createdAt()));
    }

    private static @Nullable Date dateOf(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }
}
