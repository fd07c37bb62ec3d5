package io.github.spyhop.query.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/** The instances that RDS describes, and the account that they are in. */
@ApplicationScoped
public class RdsInstances {

    private static final int LISTED_MAX = 10_000;
    private static final String ACCOUNT = "aws";

    private final Store store;

    RdsInstances(Store store) {
        this.store = store;
    }

    /**
     * An instance, by the names of the RDS API.
     *
     * @param endpoint where it answers
     * @param createdAt when it was created
     * @param tags the tags that it has at AWS
     * @param updatedAt when the collector last asked
     */
    public record Described(
            @BsonProperty("Region") @JsonProperty("Region") @Nullable String region,
            @BsonProperty("DBInstanceIdentifier") @JsonProperty("DBInstanceIdentifier")
                    String instance,
            @BsonProperty("Engine") @JsonProperty("Engine") @Nullable String engine,
            @BsonProperty("EngineVersion") @JsonProperty("EngineVersion")
                    @Nullable String engineVersion,
            @BsonProperty("Endpoint") @JsonProperty("Endpoint") @Nullable Endpoint endpoint,
            @BsonProperty("InstanceCreateTime") @JsonProperty("InstanceCreateTime")
                    @Nullable Instant createdAt,
            @BsonProperty("Tags") @JsonProperty("Tags") @Nullable Map<String, String> tags,
            @BsonProperty("updateTime") @JsonProperty("updateTime") @Nullable Instant updatedAt) {}

    /**
     * Where an instance answers.
     *
     * @param address its host name
     * @param port its TCP port
     */
    public record Endpoint(
            @BsonProperty("Address") @JsonProperty("Address") @Nullable String address,
            @BsonProperty("Port") @JsonProperty("Port") @Nullable Integer port) {}

    /**
     * Where the collector asks.
     *
     * @param account the AWS account
     */
    public record Account(@Nullable String account, String region) {}

    /** By name. */
    public List<Described> all() {
        return store.collection(StoreCollection.RDS_INSTANCES, Described.class)
                .find()
                .sort(Sorts.ascending("DBInstanceIdentifier"))
                .limit(LISTED_MAX)
                .into(new ArrayList<>());
    }

    /** The account and region, if the collector has asked; it may know the region alone. */
    public Optional<Account> account() {
        Document known =
                store.collection(StoreCollection.COLLECTOR_CONTROL, Document.class)
                        .find(Filters.eq(ACCOUNT))
                        .first();
        if (known != null && known.getString("region") != null) {
            return Optional.of(new Account(known.getString("account"), known.getString("region")));
        }
        return all().stream()
                .map(Described::region)
                .filter(region -> region != null)
                .findFirst()
                .map(region -> new Account(null, region));
    }
}
