package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.github.spyhop.collector.poll.rds.RdsReader;
import io.github.spyhop.collector.store.RdsStore;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** RDS and CloudWatch as moto emulates them. */
class AwsIT {

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final String GROUP = "/aws/rds/cluster/shop/slowquery";

    private static MotoServer moto;
    private static RdsClient rds;
    private static CloudWatchLogsClient logs;

    @BeforeAll
    static void start() throws Exception {
        moto = MotoServer.start();
        rds =
                RdsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.AP_NORTHEAST_2)
                        .credentialsProvider(CREDENTIALS)
                        .endpointOverride(moto.uri())
                        .build();
        logs =
                CloudWatchLogsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.AP_NORTHEAST_2)
                        .credentialsProvider(CREDENTIALS)
                        .endpointOverride(moto.uri())
                        .build();
    }

    @AfterAll
    static void stop() throws Exception {
        rds.close();
        logs.close();
        moto.close();
    }

    @Test
    void keepsClustersAndInstancesByTheNamesOfAws() {
        rds.createDBCluster(cluster ->
                cluster.dbClusterIdentifier("shop")
                        .engine("aurora-mysql")
                        .masterUsername("admin")
                        .masterUserPassword("password"));
        for (String id : new String[] {"shop-1", "shop-2"}) {
            rds.createDBInstance(instance ->
                    instance.dbInstanceIdentifier(id)
                            .dbClusterIdentifier("shop")
                            .dbInstanceClass("db.r6g.large")
                            .engine("aurora-mysql")
                            .tags(Tag.builder().key("env").value("prd").build()));
        }
        try (CollectorRig rig = new CollectorRig()) {
            RdsStore store = new RdsStore(rig.store());

            store.write(new RdsReader(rds, "ap-northeast-2").read(), Instant.now());
            store.write(new RdsReader(rds, "ap-northeast-2").read(), Instant.now());

            assertThat(rig.documents(StoreCollection.RDS_INSTANCES).countDocuments()).isEqualTo(2);
            Document first =
                    rig.documents(StoreCollection.AURORA_CLUSTERS)
                            .find(Filters.eq("DBInstanceIdentifier", "shop-1"))
                            .first();
            assertThat(first)
                    .isNotNull()
                    .containsEntry("DBClusterIdentifier", "shop")
                    .containsEntry("Region", "ap-northeast-2")
                    .containsEntry("Engine", "aurora-mysql")
                    .containsEntry("MasterUsername", "admin")
                    .containsKeys("IsClusterWriter", "MultiAZ", "Status", "last_updated");
            Document instance =
                    rig.documents(StoreCollection.RDS_INSTANCES)
                            .find(Filters.eq("DBInstanceIdentifier", "shop-2"))
                            .first();
            assertThat(instance).isNotNull();
            assertThat(instance.get("Tags", Document.class)).containsEntry("env", "prd");
            assertThat(instance.get("Endpoint", Document.class)).containsKeys("Address", "Port");
        }
    }

    @Test
    void readsASlowLogOnceHoweverOftenItIsAskedFor() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        logs.createLogGroup(group -> group.logGroupName(GROUP));
        logs.createLogStream(stream -> stream.logGroupName(GROUP).logStreamName("shop-1"));
        logs.putLogEvents(put ->
                put.logGroupName(GROUP)
                        .logStreamName("shop-1")
                        .logEvents(
                                event(now.minusSeconds(30), "SELECT * FROM a WHERE id = 1", 2.5),
                                event(now.minusSeconds(20), "SELECT * FROM a WHERE id = 2", 3.5),
                                event(now.minusSeconds(10), "DELETE FROM b", 4)));
        try (CollectorRig rig = new CollectorRig()) {
            SlowLogRuns runs = new SlowLogRuns(rig.store(), "8.0.36", false);

            request(rig, "first", now);
            assertThat(runs.turn(logs)).isTrue();
            request(rig, "again", now);
            assertThat(runs.turn(logs)).isTrue();
            assertThat(runs.turn(logs)).isFalse();

            Document family =
                    rig.documents(StoreCollection.CLOUDWATCH_SLOW_QUERIES)
                            .find(Filters.eq("digest_query", "SELECT * FROM `a` WHERE `id` = ?"))
                            .first();
            assertThat(family)
                    .isNotNull()
                    .containsEntry("instance_id", "shop-1")
                    .containsEntry("execution_count", 2L)
                    .containsEntry("avg_time", 3.0)
                    .containsEntry("total_time", 6.0);
            assertThat(family.getList("users", String.class)).containsExactly("app");
            Document run =
                    rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                            .find(Filters.eq("again"))
                            .first();
            assertThat(run).isNotNull().containsEntry("status", "completed");
            assertThat(run.get("details", Document.class))
                    .containsEntry("total_queries", 3L)
                    .containsEntry("progress", 100);
        }
    }

    private static void request(CollectorRig rig, String id, Instant now) {
        rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                .insertOne(
                        new Document("_id", id)
                                .append("status", "requested")
                                .append("requested_at", Date.from(now))
                                .append("from", Date.from(now.minusSeconds(3_600)))
                                .append("to", Date.from(now.plusSeconds(60))));
    }

    private static InputLogEvent event(Instant at, String sql, double seconds) {
        String text =
                """
                # Time: %s
                # User@Host: app[app] @  [10.0.1.7]  Id: 7
                # Query_time: %s  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 1
                SET timestamp=%d;
                %s;
                """
                        .formatted(at, seconds, at.getEpochSecond(), sql);
        return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(text).build();
    }
}
