package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.InstanceDocument;
import org.jspecify.annotations.Nullable;

/**
 * An instance as it is shown: never with its password.
 *
 * @param host where it answers: a name or an address
 * @param port its TCP port
 * @param user as whom the collector logs in
 * @param db the schema that the collector logs in to
 */
public record InstanceView(
        String environment,
        @JsonProperty("db_type") String dbType,
        @JsonProperty("cluster_name") @Nullable String clusterName,
        @JsonProperty("instance_name") String instanceName,
        String host,
        int port,
        String region,
        String user,
        String db) {

    public static InstanceView of(InstanceDocument instance) {
        return new InstanceView(
                instance.environment(),
                instance.dbType(),
                instance.clusterName(),
                instance.instanceName(),
                instance.host(),
                instance.port(),
                instance.region(),
                instance.user(),
                instance.db());
    }
}
