package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.read.Servers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance and how it is watched.
 *
 * @param host where it answers: a name or an address
 * @param port its TCP port
 * @param state {@code registered} while no collector has taken it up; else {@code starting},
 *     {@code watched}, {@code failing} or {@code unusable}
 * @param since when that state began
 * @param version the server's version
 * @param error why it cannot be watched
 * @param remedy what mends that
 * @param limits what cannot be read of it, though it is watched
 */
public record ServerView(
        @JsonProperty("instance_name") String instanceName,
        String environment,
        @JsonProperty("cluster_name") @Nullable String clusterName,
        String host,
        int port,
        String region,
        String state,
        @Nullable Instant since,
        @Nullable String version,
        @Nullable String error,
        @Nullable String remedy,
        List<Servers.Limit> limits) {

    public static ServerView of(InstanceDocument instance, Servers.@Nullable State state) {
        return new ServerView(
                instance.instanceName(),
                instance.environment(),
                instance.clusterName(),
                instance.host(),
                instance.port(),
                instance.region(),
                state == null ? "registered" : state.state(),
                state == null ? null : state.since(),
                state == null ? null : state.version(),
                state == null ? null : state.error(),
                state == null ? null : state.remedy(),
                state == null ? List.of() : state.limits());
    }
}
