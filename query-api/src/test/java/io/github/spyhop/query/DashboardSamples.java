package io.github.spyhop.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bson.Document;

/** What dashboards show and other samples lack: what runs, RDS, every status variable. */
final class DashboardSamples {

    private final Store store;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    DashboardSamples(Store store) {
        this.store = store;
    }

    void fill() {
        optional();
        running();
        deployment();
        status();
        rds();
    }

    /** What servers do not always have, and the other samples' server has not. */
    private void optional() {
        set(StoreCollection.INSTANCES, "cluster_name", "orders");
        set(StoreCollection.INSTANCES, "environment", "prd");
        set(StoreCollection.INSTANCES, "region", "ap-northeast-2");
        set(StoreCollection.INSTANCE_STATES, "error", "Access denied");
        set(StoreCollection.INSTANCE_STATES, "remedy", "GRANT PROCESS ON *.* TO spyhop");
        set(StoreCollection.SERVER_TOPOLOGY, "channels.0.error", "Duplicate entry");
        set(StoreCollection.LOCK_WAITS, "transactions.0.sql_text", "UPDATE orders SET total = 1");
        set(StoreCollection.WIRE_WINDOWS, "server", "127.0.0.9:3306");
    }

    private void set(StoreCollection collection, String field, String value) {
        collection(collection).updateMany(new Document(), Updates.set(field, value));
    }

    private void running() {
        MongoCollection<Document> slow = collection(StoreCollection.SLOW_QUERIES);
        Document ended = slow.find().first();
        slow.insertOne(
                new Document(ended)
                        .append("_id", "orders-1:uuid:43:1")
                        .append("start", now.minusSeconds(8))
                        .append("end", null)
                        .append("time", 7.5));
    }

    private void deployment() {
        replace(
                StoreCollection.ANNOTATIONS,
                new Document("_id", "deployment-42")
                        .append("at", now.minusSeconds(90))
                        .append("end_at", now.minusSeconds(30))
                        .append("kind", "deployment")
                        .append("instance", StateStore.INSTANCE)
                        .append("title", "shop v42")
                        .append("text", "orders by day")
                        .append("tags", "shop,v42")
                        .append("by", "pipeline"));
    }

    /** A reading of a server that has every variable that the collector asks for. */
    private void status() {
        Document values = new Document();
        Document rates = new Document();
        for (String name : StatusNames.collected()) {
            values.append(name, 9_000.0);
            rates.append(name, 3.5);
        }
        collection(StoreCollection.SERVER_STATUS)
                .insertOne(
                        new Document("timestamp", now.minusSeconds(2))
                                .append("meta", new Document("instance", StateStore.INSTANCE))
                                .append("values", values)
                                .append("rates", rates));
    }

    private void rds() {
        Document described =
                new Document("Region", "ap-northeast-2")
                        .append("DBInstanceIdentifier", "orders-1")
                        .append("Engine", "aurora-mysql")
                        .append("EngineVersion", "8.0.mysql_aurora.3.08.0");
        replace(
                StoreCollection.RDS_INSTANCES,
                new Document(described)
                        .append("Endpoint", new Document("Address", "o.rds").append("Port", 3306))
                        .append("InstanceCreateTime", Instant.EPOCH)
                        .append("Tags", new Document("env", "prd"))
                        .append("updateTime", now));
        replace(
                StoreCollection.AURORA_CLUSTERS,
                new Document(described)
                        .append("DBClusterIdentifier", "orders")
                        .append("IsClusterWriter", true)
                        .append("MultiAZ", true)
                        .append("MasterUsername", "admin")
                        .append("Status", "available")
                        .append("ClusterCreateTime", now)
                        .append("last_updated", now));
    }

    private void replace(StoreCollection collection, Document document) {
        collection(collection).deleteMany(new Document());
        collection(collection).insertOne(document);
    }

    private MongoCollection<Document> collection(StoreCollection collection) {
        return store.collection(collection, Document.class);
    }
}
