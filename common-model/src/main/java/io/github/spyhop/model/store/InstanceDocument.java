package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A monitored instance in the registry ({@link StoreCollection#INSTANCES}).
 *
 * @param instanceName the instance's name, unique
 * @param password as {@link io.github.spyhop.model.instance.CredentialCipher} encrypts it
 * @param db the schema that connections start in
 */
public record InstanceDocument(
        @BsonId String id,
        @BsonProperty("instance_name") String instanceName,
        String environment,
        @BsonProperty("db_type") String dbType,
        @BsonProperty("cluster_name") @Nullable String clusterName,
        String host,
        int port,
        String region,
        String user,
        String password,
        String db,
        @BsonProperty("created_at") Instant createdAt,
        @BsonProperty("updated_at") Instant updatedAt) {

    /** Without the password. */
    @Override
    public String toString() {
        return "InstanceDocument[" + instanceName + " at " + host + ":" + port + "]";
    }
}
