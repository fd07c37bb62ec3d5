package io.github.spyhop.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.sun.net.httpserver.HttpServer;
import io.github.spyhop.collector.poll.rds.RdsReader;
import io.github.spyhop.collector.store.RdsStore;
import io.github.spyhop.model.store.StoreCollection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
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
        logs = newLogs();
    }

    @AfterAll
    static void stop() throws Exception {
        rds.close();
        logs.close();
        moto.close();
    }

    @BeforeEach
    void forget() throws Exception {
        HttpRequest reset =
                HttpRequest.newBuilder(moto.uri().resolve("/moto-api/reset"))
                        .POST(BodyPublishers.noBody())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(reset, BodyHandlers.discarding());
        }
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

    @Test
    void resumesARunWhoseReplicaDiedAndGivesUpOneThatKillsThemAll() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Date longAgo = Date.from(now.minusSeconds(600));
        for (String instance : List.of("old-1", "old-2")) {
            String name = "/aws/rds/instance/" + instance + "/slowquery";
            logs.createLogGroup(create -> create.logGroupName(name));
            logs.createLogStream(stream -> stream.logGroupName(name).logStreamName("slow"));
            logs.putLogEvents(put ->
                    put.logGroupName(name)
                            .logStreamName("slow")
                            .logEvents(event(now.minusSeconds(30), "SELECT 1", 2)));
        }
        try (CollectorRig rig = new CollectorRig()) {
            request(rig, "dead", now);
            request(rig, "deadly", now);
            rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                    .updateMany(
                            new Document(),
                            Updates.combine(
                                    Updates.set("status", "in_progress"),
                                    Updates.set("done", List.of("old-1", "shop-1")),
                                    Updates.set("renewed_at", longAgo)));
            rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                    .updateOne(Filters.eq("dead"), Updates.set("attempt", 1));
            rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                    .updateOne(Filters.eq("deadly"), Updates.set("attempt", 3));
            SlowLogRuns runs = new SlowLogRuns(rig.store(), "8.0.36", true);

            assertThat(runs.turn(logs)).isTrue();
            assertThat(runs.turn(logs)).isFalse();

            assertThat(
                            rig.documents(StoreCollection.CLOUDWATCH_SLOW_QUERIES)
                                    .distinct("instance_id", String.class))
                    .containsExactly("old-2");
            assertThat(
                            rig.documents(StoreCollection.CLOUDWATCH_RUNS)
                                    .find()
                                    .sort(new Document("_id", 1)))
                    .extracting(run -> run.getString("status"))
                    .containsExactly("completed", "error");
        }
    }

    @Test
    void registersTaggedInstancesOnceAndTakesRunsWhileItIsEnabled() {
        for (String id : List.of("tagged", "untagged")) {
            rds.createDBInstance(instance ->
                    instance.dbInstanceIdentifier(id)
                            .dbInstanceClass("db.r6g.large")
                            .engine("mysql")
                            .masterUsername("admin")
                            .masterUserPassword("password")
                            .tags(
                                    Tag.builder()
                                            .key("real_time_slow_sql")
                                            .value(id.equals("tagged") ? "true" : "false")
                                            .build()));
        }
        try (CollectorRig rig =
                new CollectorRig()
                        .with("aws.enabled", "true")
                        .with("aws.interval", "PT0.001S")
                        .with("aws.register-tags", "real_time_slow_sql=true")
                        .with("aws.register-user", "mgmt")
                        .with("aws.register-password", "own")) {
            AwsTasks tasks = new AwsTasks(rig.config(), () -> rds, () -> logs, rig.store());
            request(rig, "asked", Instant.now());

            tasks.turn();
            rig.documents(StoreCollection.INSTANCES)
                    .updateOne(Filters.eq("tagged"), Updates.set("user", "operator"));
            tasks.turn();

            assertThat(rig.documents(StoreCollection.INSTANCES).find())
                    .singleElement()
                    .satisfies(registered ->
                            assertThat(registered)
                                    .containsEntry("instance_name", "tagged")
                                    .containsEntry("user", "operator")
                                    .doesNotContainEntry("password", "own"));
            assertThat(rig.documents(StoreCollection.CLOUDWATCH_RUNS).find().first())
                    .containsEntry("status", "completed");
        }
    }

    @Test
    void goesOnWhenCloudWatchAsksForPatience() throws Exception {
        AtomicInteger refusals = new AtomicInteger(5);
        HttpServer patient =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        patient.createContext(
                "/",
                exchange -> {
                    boolean refused = refusals.getAndDecrement() > 0;
                    byte[] body =
                            (refused
                                            ? "{\"__type\":\"ThrottlingException\"}"
                                            : "{\"logGroups\":[]}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        patient.start();
        String endpoint = "http://127.0.0.1:" + patient.getAddress().getPort();
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try (CollectorRig rig = new CollectorRig().with("aws.endpoint", endpoint);
                CloudWatchLogsClient client = CloudWatch.client(rig.config().aws())) {
            request(rig, "patient", Instant.now());

            new SlowLogRuns(rig.store(), "8.0.36", true).turn(client);

            assertThat(rig.documents(StoreCollection.CLOUDWATCH_RUNS).find().first())
                    .containsEntry("status", "completed");
            assertThat(refusals.get()).isNegative();
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            patient.stop(0);
        }
    }

    @Test
    void readsPastDaysByTheCommandLineAndShowsHowFarItIs() {
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        String group = "/aws/rds/instance/past-1/slowquery";
        logs.createLogGroup(create -> create.logGroupName(group));
        logs.createLogStream(stream -> stream.logGroupName(group).logStreamName("slow"));
        logs.putLogEvents(put ->
                put.logGroupName(group)
                        .logStreamName("slow")
                        .logEvents(event(yesterday.plusSeconds(60), "SELECT 1", 2)));
        try (CollectorRig rig = new CollectorRig()) {
            String day = yesterday.toString().substring(0, 10);
            StringWriter told = new StringWriter();

            int wrong =
                    commandLine(rig, new StringWriter())
                            .execute("--start-date", day, "--end-date", "2000-01-01");
            int right =
                    commandLine(rig, told)
                            .execute(
                                    "--start-date",
                                    day,
                                    "--end-date",
                                    day,
                                    "--instance-id",
                                    "past-1");

            assertThat(wrong).isEqualTo(2);
            assertThat(right).isZero();
            assertThat(told.toString().strip())
                    .endsWith("completed: 100 %, 1 of 1 instances, 1 statements");
            assertThat(
                            rig.documents(StoreCollection.CLOUDWATCH_SLOW_QUERIES)
                                    .distinct("date", String.class))
                    .containsExactly(day);
        }
    }

    private static CommandLine commandLine(CollectorRig rig, StringWriter out) {
        Backfill backfill = new Backfill(rig.config(), rig.store(), AwsIT::newLogs);
        return new CommandLine(backfill).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    }

    private static CloudWatchLogsClient newLogs() {
        return CloudWatchLogsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.AP_NORTHEAST_2)
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(moto.uri())
                .build();
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
