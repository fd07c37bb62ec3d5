package io.github.spyhop.collector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.poll.rds.RdsReader;
import io.github.spyhop.collector.store.Errands;
import io.github.spyhop.collector.store.RdsStore;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.rds.RdsClient;

/** Asks AWS: which instances RDS has, and what their slow logs say. One replica does so at a time. */
@ApplicationScoped
public class AwsTasks {

    private static final Logger LOGGER = Logger.getLogger(AwsTasks.class);

    private final CollectorConfig.Aws config;
    private final Instance<RdsClient> rds;
    private final RdsStore clusters;
    private final SlowLogRuns slowLogs;
    private final Errands errands;
    private final Store store;
    private boolean prepared;
    private @Nullable CloudWatchLogsClient logs;

    @Inject
    AwsTasks(
            CollectorConfig config,
            Instance<RdsClient> rds,
            MongoClient mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.store = new Store(mongo.getDatabase(database), System.getenv());
        this.config = config.aws();
        this.rds = rds;
        this.clusters = new RdsStore(store);
        this.slowLogs = new SlowLogRuns(store, this.config.mysqlVersion(), config.redacted());
        this.errands = new Errands(store);
    }

    /** Looks for what is to be done. */
    @Scheduled(
            every = "${spyhop.collector.aws.look-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void turn() {
        if (!config.enabled()) {
            return;
        }
        try {
            prepare();
            if (errands.take("rds", config.interval())) {
                clusters.write(new RdsReader(rds.get(), config.region()).read(), Instant.now());
            }
            slowLogs.turn(logs());
        } catch (SdkException refused) {
            LOGGER.warnf("AWS: %s", refused.getMessage());
        } catch (MongoException unreachable) {
            LOGGER.warnf("AWS: the store cannot be reached: %s", unreachable.getMessage());
        }
    }

    private void prepare() {
        if (!prepared) {
            store.ensureIndexes(
                    StoreCollection.AURORA_CLUSTERS,
                    StoreCollection.RDS_INSTANCES,
                    StoreCollection.CLOUDWATCH_SLOW_QUERIES,
                    StoreCollection.CLOUDWATCH_RUNS);
            prepared = true;
        }
    }

    private CloudWatchLogsClient logs() {
        CloudWatchLogsClient client = logs;
        if (client == null) {
            client = newLogs();
            logs = client;
        }
        return client;
    }

    private CloudWatchLogsClient newLogs() {
        CloudWatchLogsClientBuilder builder =
                CloudWatchLogsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.of(config.region()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
