package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.read.AuroraClusters;
import io.github.spyhop.query.read.SlowQueryStatistics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is told of instances, with the field names that scripts and dashboards read already. */
public final class FleetStatus {

    private FleetStatus() {}

    /**
     * An instance of an Aurora cluster, by the names of the RDS API.
     *
     * @param cluster the cluster's name
     * @param isWriter whether it is the one that writes
     * @param multiAz whether the cluster is in several zones
     * @param masterUser the cluster's first user
     * @param status such as {@code available}
     * @param createdAt when the cluster was created
     * @param updatedAt when the collector last asked
     */
    public record AuroraInstance(
            @JsonProperty("Region") @Nullable String region,
            @JsonProperty("DBClusterIdentifier") @Nullable String cluster,
            @JsonProperty("DBInstanceIdentifier") @Nullable String instance,
            @JsonProperty("IsClusterWriter") @Nullable Boolean isWriter,
            @JsonProperty("Engine") @Nullable String engine,
            @JsonProperty("EngineVersion") @Nullable String engineVersion,
            @JsonProperty("MultiAZ") @Nullable Boolean multiAz,
            @JsonProperty("MasterUsername") @Nullable String masterUser,
            @JsonProperty("Status") @Nullable String status,
            @JsonProperty("ClusterCreateTime") @Nullable Instant createdAt,
            @JsonProperty("last_updated") @Nullable Instant updatedAt) {

        public static AuroraInstance of(AuroraClusters.Member member) {
            return new AuroraInstance(
                    member.region(),
                    member.cluster(),
                    member.instance(),
                    member.isWriter(),
                    member.engine(),
                    member.engineVersion(),
                    member.multiAz(),
                    member.masterUser(),
                    member.status(),
                    member.createdAt(),
                    member.updatedAt());
        }
    }

    /**
     * The slow statements of one user in one schema of one instance; times in seconds.
     *
     * @param count how many there were
     * @param maxTime the longest, in seconds
     * @param totalTime all together, in seconds
     * @param avgTime one on average, in seconds
     */
    public record SlowQueryGroup(
            @Nullable String instance,
            @Nullable String db,
            @Nullable String user,
            long count,
            @JsonProperty("max_time") double maxTime,
            @JsonProperty("total_time") double totalTime,
            @JsonProperty("avg_time") double avgTime) {

        public static SlowQueryGroup of(SlowQueryStatistics.Group group) {
            return new SlowQueryGroup(
                    group.instance(),
                    group.db(),
                    group.user(),
                    group.count(),
                    group.maxTime(),
                    group.totalTime(),
                    group.avgTime());
        }
    }
}
