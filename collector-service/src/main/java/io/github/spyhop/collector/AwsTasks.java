package io.github.spyhop.collector;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.poll.rds.RdsInstance;
import io.github.spyhop.collector.poll.rds.RdsReader;
import io.github.spyhop.collector.store.Errands;
import io.github.spyhop.collector.store.RdsRegistration;
import io.github.spyhop.collector.store.RdsRegistration.Account;
import io.github.spyhop.collector.store.RdsStore;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** Asks AWS: which instances RDS has, and what their slow logs say. One replica does so at a time. */
@ApplicationScoped
public class AwsTasks {

    private static final Logger LOGGER = Logger.getLogger(AwsTasks.class);

    private final CollectorConfig.Aws config;
    private final Supplier<RdsClient> rds;
    private final Supplier<CloudWatchLogsClient> logs;
    private final RdsStore clusters;
    private final Optional<RdsRegistration> registration;
    private final SlowLogRuns slowLogs;
    private final Errands errands;
    private final Store store;
    private boolean prepared;

    @Inject
    AwsTasks(
            CollectorConfig config,
            Instance<RdsClient> rds,
            MongoClient mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this(
                config,
                rds::get,
                once(() -> CloudWatch.client(config.aws())),
                new Store(mongo.getDatabase(database), System.getenv()));
    }

    AwsTasks(
            CollectorConfig config,
            Supplier<RdsClient> rds,
            Supplier<CloudWatchLogsClient> logs,
            Store store) {
        this.store = store;
        this.config = config.aws();
        this.rds = rds;
        this.logs = logs;
        this.clusters = new RdsStore(store);
        this.registration = registration(config, store);
        this.slowLogs = new SlowLogRuns(store, this.config.mysqlVersion(), config.redacted());
        this.errands = new Errands(store);
    }

    /** Makes the client when it is asked for first, for it needs a region. */
    private static Supplier<CloudWatchLogsClient> once(Supplier<CloudWatchLogsClient> made) {
        AtomicReference<@Nullable CloudWatchLogsClient> kept = new AtomicReference<>();
        return () -> {
            CloudWatchLogsClient client = kept.get();
            if (client == null) {
                client = made.get();
                kept.set(client);
            }
            return client;
        };
    }

    private static Optional<RdsRegistration> registration(CollectorConfig config, Store store) {
        CollectorConfig.Aws aws = config.aws();
        List<String> tags = aws.registerTags().orElse(List.of());
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        CredentialCipher cipher =
                CredentialCipher.ofKeys(config.aesKeys().orElse(List.of()), config.aesKeyFile());
        return aws.registerUser()
                .flatMap(
                        user -> aws.registerPassword().map(password -> new Account(user, password)))
                .map(account -> new RdsRegistration(store, cipher, account, tags));
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
                describe();
            }
            slowLogs.turn(logs.get());
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

    private void describe() {
        List<RdsInstance> found = new RdsReader(rds.get(), config.region()).read();
        clusters.write(found, Instant.now());
        registration.ifPresent(tagged -> {
            int registered = tagged.register(found, Instant.now());
            if (registered > 0) {
                LOGGER.infof("AWS: %d instances were registered by their tags", registered);
            }
        });
    }
}
