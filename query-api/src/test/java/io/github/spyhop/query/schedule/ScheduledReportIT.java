package io.github.spyhop.query.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.AlertChannelDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.SampleStore;
import io.github.spyhop.query.StoreOfTests;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.WireAddresses;
import io.github.spyhop.query.report.MakeReport;
import io.github.spyhop.query.report.ReportText;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports are made once, kept, and told of, whatever happens to replicas and receivers. */
@QuarkusTest
@QuarkusTestResource(value = StoreOfTests.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = ReceiverOfReports.class, restrictToAnnotatedClass = true)
class ScheduledReportIT {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Inject Store store;
    @Inject CredentialCipher cipher;
    @Inject ScheduleConfig config;
    @Inject DueReports due;
    @Inject MakeReport reports;
    @Inject ReportText text;
    @Inject Instances instances;
    @Inject WireAddresses addresses;
    @Inject ReportChannels channels;

    // Not injected: the beans of this test are in the application of every other one, too.
    private final String receiver =
            ConfigProvider.getConfig().getOptionalValue("test.receiver", String.class).orElse("");

    // Those of the receiver, which puts them here.
    Queue<ReceiverOfReports.Sent> received = new ConcurrentLinkedQueue<>();
    AtomicInteger status = new AtomicInteger();

    /** The samples are of the month of now, which is over a month later. */
    private final YearMonth month = YearMonth.now(SEOUL);

    private final String id = "month-" + month;
    private final Instant now = month.plusMonths(1).atDay(1).atTime(6, 0).atZone(SEOUL).toInstant();

    @BeforeEach
    void begin() {
        new SampleStore(store).fill();
        documents().deleteMany(new Document());
        store.collection(StoreCollection.ALERT_CHANNELS, AlertChannelDocument.class)
                .insertOne(
                        new AlertChannelDocument(
                                "dba",
                                "slack_webhook",
                                cipher.encrypt("dba", receiver + ReceiverOfReports.SECRET_PATH),
                                null,
                                null));
        received.clear();
        status.set(ReceiverOfReports.OK);
    }

    @AfterEach
    void end() {
        store.collection(StoreCollection.ALERT_CHANNELS, Document.class).deleteMany(new Document());
    }

    @Test
    void isMadeAndToldOfOnceByManyReplicas() {
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 8; replica++) {
                ReportTask task = replica();
                replicas.execute(() -> task.run(now));
            }
        }
        replica().run(now.plusSeconds(60));

        assertThat(documents().countDocuments()).isEqualTo(1);
        assertThat(received)
                .extracting(ReceiverOfReports.Sent::path)
                .containsExactlyInAnyOrder("/hook", ReceiverOfReports.SECRET_PATH);
        get("").statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].id", equalTo(id))
                .body("[0].state", equalTo("ready"))
                .body("[0].formats.size()", equalTo(3))
                .body("[0].findings", greaterThanOrEqualTo(2))
                .body("[0].undelivered.size()", equalTo(0));
        get("/" + id)
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("all times in Asia/Seoul"))
                .body(containsString("SELECT * FROM `orders`"));
        get("/" + id + "?format=json").body("period.to", equalTo(endOfMonth().toString()));
        get("/" + id + "?format=markdown").body(containsString("# Spyhop report: " + month));
    }

    @Test
    void tellsProgramsAndPeopleWhereItIs() throws Exception {
        replica().run(now);

        String link = "https://spyhop.example/console/#/reports/" + id;
        ReceiverOfReports.Sent signed = messageTo("/hook");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        ReceiverOfReports.SIGNING_KEY.getBytes(StandardCharsets.UTF_8),
                        "HmacSHA256"));
        assertThat(signed.signature())
                .isEqualTo(
                        "sha256="
                                + HexFormat.of()
                                        .formatHex(
                                                mac.doFinal(
                                                        signed.body()
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8))));
        Document json = Document.parse(signed.body());
        assertThat(json)
                .containsEntry("kind", "report")
                .containsEntry("id", id)
                .containsEntry("url", link)
                .containsEntry("to", endOfMonth().toString());
        assertThat(messageTo(ReceiverOfReports.SECRET_PATH).body())
                .contains(link, "One statement family takes most of the time", "fleet");
    }

    @Test
    void tellsLaterWhoCouldNotBeToldWithoutTellingOthersAgain() {
        status.set(404);
        replica().run(now);
        replica().run(now.plusSeconds(30));

        assertThat(received).as("nobody is pressed").hasSize(2);
        get("").body("[0].undelivered.size()", equalTo(2))
                .body("[0].error", containsString("status 404 of 127.0.0.1"));
        assertThat(documents().find().first().toJson())
                .doesNotContain(ReceiverOfReports.SECRET_PATH)
                .doesNotContain(ReceiverOfReports.SIGNING_KEY);

        status.set(ReceiverOfReports.OK);
        received.clear();
        replica().run(now.plus(ReportBook.LEASE));

        assertThat(received).hasSize(2);
        get("").body("[0].undelivered.size()", equalTo(0));
    }

    @Test
    void isMadeByAnotherWhenAReplicaWasKilled() {
        ReportBook killed = new ReportBook(store);
        assertThat(killed.take(due.at(now).getFirst(), SEOUL, now)).isTrue();

        replica().run(now.plusSeconds(60));
        get("").body("[0].state", equalTo("making"));
        get("/" + id).statusCode(404).body("detail", containsString("is making"));

        replica().run(now.plus(ReportBook.LEASE).plusSeconds(1));
        get("").body("[0].state", equalTo("ready"));
    }

    @Test
    void givesUpWhatCannotBeMadeAndSaysWhy() {
        DueReport impossible = due.at(now).getFirst();
        Instant at = now;
        for (int attempt = 0; attempt < ReportBook.ATTEMPTS_MAX; attempt++) {
            ReportBook book = new ReportBook(store);
            assertThat(book.take(impossible, SEOUL, at)).isTrue();
            book.failed(impossible, "there is no such instance");
            at = at.plus(ReportBook.LEASE).plus(Duration.ofSeconds(1));
        }

        assertThat(new ReportBook(store).take(impossible, SEOUL, at)).isFalse();
        get("").body("[0].state", equalTo("failed"))
                .body("[0].error", equalTo("there is no such instance"));
    }

    @Test
    void refusesStrangersAndWhatIsNotThere() {
        given().get("/api/v1/reports").then().statusCode(401);
        given().get("/api/v1/reports/" + id).then().statusCode(401);
        get("/month-1999-01").statusCode(404).body("detail", containsString("month-1999-01"));
        get("/" + id + "?format=pdf").statusCode(400).body(containsString("format"));
    }

    private ReportTask replica() {
        return new ReportTask(
                config, due, new ReportBook(store), reports, text, instances, addresses, channels);
    }

    private Instant endOfMonth() {
        return month.plusMonths(1).atDay(1).atStartOfDay(SEOUL).toInstant();
    }

    private ReceiverOfReports.Sent messageTo(String path) {
        return received.stream()
                .filter(message -> message.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + StoreOfTests.VIEWER)
                .get("/api/v1/reports" + path)
                .then();
    }

    private MongoCollection<Document> documents() {
        return store.collection(StoreCollection.REPORTS, Document.class);
    }
}
