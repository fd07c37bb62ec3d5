package io.github.spyhop.query.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What role each server has, and what happened to it. */
@ApplicationScoped
public class ServerHistory {

    private static final int LISTED_MAX = 10_000;
    private static final String PARAMETER_CHANGED = "parameter_changed";

    private final Store store;

    ServerHistory(Store store) {
        this.store = store;
    }

    /**
     * A server's place among the others.
     *
     * @param role {@code writer} or {@code reader} of an Aurora cluster; else {@code source}, {@code
     *     replica} or {@code single}
     * @param readOnly whether it refuses writes
     * @param downstream the hosts that read its binary log
     * @param serverUuid MySQL's {@code server_uuid}
     * @param serverStartedAt when it started
     * @param channels what it replicates from
     * @param aurora its Aurora cluster, if it is of one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Place(
            @BsonId @JsonProperty("instance") String instance,
            @Nullable String role,
            @BsonProperty("read_only") boolean readOnly,
            List<String> downstream,
            @BsonProperty("server_uuid") @Nullable String serverUuid,
            @BsonProperty("server_started_at") @Nullable Instant serverStartedAt,
            @BsonProperty("updated_at") Instant updatedAt,
            List<Channel> channels,
            @Nullable Aurora aurora) {}

    /**
     * A replication channel; {@code receiver} and {@code applier} are the threads' states.
     *
     * @param name the channel's name; the default one's is empty
     * @param sourceHost the host that it reads from
     * @param sourcePort the TCP port that it reads from
     * @param sourceUuid the source's {@code server_uuid}
     * @param receiver the state of the thread that reads
     * @param applier the state of the thread that applies
     * @param lagSeconds how far it is behind, in seconds
     * @param receivedGtids the GTIDs that it received
     * @param error why it stands still
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Channel(
            @Nullable String name,
            @BsonProperty("source_host") @Nullable String sourceHost,
            @BsonProperty("source_port") @Nullable Integer sourcePort,
            @BsonProperty("source_uuid") @Nullable String sourceUuid,
            @Nullable String receiver,
            @Nullable String applier,
            @BsonProperty("lag_seconds") @Nullable Double lagSeconds,
            @BsonProperty("received_gtids") @Nullable String receivedGtids,
            @Nullable String error) {}

    /**
     * The Aurora cluster of a server, as that server sees it.
     *
     * @param version Aurora's version
     * @param serverId the server's name within the cluster
     * @param members the cluster's servers
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Aurora(
            @Nullable String version,
            @BsonProperty("server_id") @Nullable String serverId,
            List<Member> members) {}

    /**
     * A member of an Aurora cluster.
     *
     * @param serverId the server's name within the cluster
     * @param writer whether it is the one that writes
     * @param lagMillis how far it is behind the writer, in milliseconds
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Member(
            @BsonProperty("server_id") String serverId,
            boolean writer,
            @BsonProperty("lag_millis") @Nullable Double lagMillis,
            @BsonProperty("updated_at") @Nullable Instant updatedAt) {}

    /**
     * Something that happened to a server, such as a failover, a restart, another parameter.
     *
     * @param at when it was noticed
     * @param kind such as {@code role_changed}, {@code server_started} or {@code parameter_changed}
     * @param detail from what to what
     */
    public record Happening(
            @BsonProperty("at") @JsonProperty("time") Instant at,
            String instance,
            String kind,
            @Nullable String detail) {}

    /** The place of each server. */
    public List<Place> topology() {
        return store.collection(StoreCollection.SERVER_TOPOLOGY, Place.class)
                .find()
                .sort(Sorts.ascending("_id"))
                .limit(LISTED_MAX)
                .into(new ArrayList<>());
    }

    /** What happened, the latest first. */
    public Listed<Happening> happenings(TimeRange range, Optional<String> instance, Slice slice) {
        return find(range.on("at"), instance, slice);
    }

    /** The parameters that were set otherwise, the latest first. */
    public Listed<Happening> parameterChanges(
            TimeRange range, Optional<String> instance, Slice slice) {
        return find(
                Filters.and(range.on("at"), Filters.eq("kind", PARAMETER_CHANGED)),
                instance,
                slice);
    }

    /** What happened apart from parameters that were set otherwise, the latest first. */
    public Listed<Happening> happeningsBesideParameters(
            TimeRange range, Optional<String> instance, Slice slice) {
        return find(
                Filters.and(range.on("at"), Filters.ne("kind", PARAMETER_CHANGED)),
                instance,
                slice);
    }

    private Listed<Happening> find(Bson asked, Optional<String> instance, Slice slice) {
        return slice.find(
                store.collection(StoreCollection.SERVER_EVENTS, Happening.class),
                instance.map(name -> Filters.and(Filters.eq("instance", name), asked))
                        .orElse(asked),
                "at");
    }
}
