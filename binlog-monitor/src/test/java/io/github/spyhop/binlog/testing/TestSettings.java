package io.github.spyhop.binlog.testing;

import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.merge.MergeSettings;
import io.github.spyhop.binlog.message.Envelope;
import io.github.spyhop.binlog.message.MessageSettings;
import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.ExchangeSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import io.github.spyhop.binlog.snapshot.SnapshotSettings;
import io.github.spyhop.binlog.source.SourceSettings;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.stream.TlsMode;
import io.github.spyhop.binlog.transaction.SpillSettings;
import io.github.spyhop.testbed.server.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The settings of a source under test; whatever a test does not care for is as in production. */
public final class TestSettings {

    private static final AtomicLong SERVER_ID = new AtomicLong(70_000);
    private static final int MEGABYTE = 1024 * 1024;

    private final ServerAddress mysql;
    private final ServerAddress broker;
    private final String schema;
    private String source;
    private String user;
    private String password;
    private TlsMode tls = TlsMode.PREFERRED;
    private String exchangeType = "fanout";
    private String routingKey = "monitor";
    private Optional<QueueSettings> queue = Optional.empty();
    private UnroutablePolicy unroutable = UnroutablePolicy.PARK;
    private @Nullable FilterSettings filter;
    private Envelope envelope = Envelope.NONE;
    private boolean definitions;
    private String start = "now";
    private List<ServerLogin> fallbacks = List.of();
    private int batchRowsMax = 1;
    private MergeSettings merge = MergeSettings.NONE;
    private List<String> snapshotTables = List.of();
    private int chunkRowsMax = 1_000;
    private Duration heartbeat = Duration.ofSeconds(30);
    private Duration lease = Duration.ofSeconds(5);
    private int window = 4_096;
    private int transactionMemoryBytes = 8 * MEGABYTE;
    private long serverId = SERVER_ID.incrementAndGet();

    private TestSettings(String schema, ServerAddress mysql, ServerAddress broker) {
        this.schema = schema;
        this.mysql = mysql;
        this.broker = broker;
        source = schema + "-" + UUID.randomUUID();
        user = mysql.user();
        password = mysql.password();
    }

    /** A new source that publishes one schema to the exchange of the same name. */
    public static TestSettings of(String schema, ServerAddress mysql, ServerAddress broker) {
        return new TestSettings(schema, mysql, broker);
    }

    /** A source of this name, which goes on where one of this name ended. */
    public TestSettings named(String name) {
        source = name;
        return this;
    }

    public TestSettings account(String name, String secret, TlsMode mode) {
        user = name;
        password = secret;
        tls = mode;
        return this;
    }

    public TestSettings exchangeType(String type, String key) {
        exchangeType = type;
        routingKey = key;
        return this;
    }

    public TestSettings queue(QueueSettings declared) {
        queue = Optional.of(declared);
        return this;
    }

    public TestSettings unroutable(UnroutablePolicy policy) {
        unroutable = policy;
        return this;
    }

    public TestSettings filter(FilterSettings wanted) {
        filter = wanted;
        return this;
    }

    /** Another member of the topology. */
    public TestSettings fallback(ServerAddress member) {
        fallbacks =
                List.of(
                        new ServerLogin(
                                member.host(),
                                member.port(),
                                user,
                                password,
                                tls,
                                Optional.empty()));
        return this;
    }

    public TestSettings start(String position) {
        start = position;
        return this;
    }

    /** Statements that change tables are published too. */
    public TestSettings definitions() {
        definitions = true;
        return this;
    }

    /** Puts something around each message. */
    public TestSettings envelope(Envelope form) {
        envelope = form;
        return this;
    }

    public TestSettings batch(int rowsMax) {
        batchRowsMax = rowsMax;
        return this;
    }

    /** Changes wait so long for others of their row. */
    public TestSettings delay(Duration time) {
        merge = new MergeSettings(time, 1_000, MEGABYTE);
        return this;
    }

    /** Reads tables at the beginning, so many rows at once. */
    public TestSettings snapshot(int rowsAtOnce, String... tables) {
        chunkRowsMax = rowsAtOnce;
        snapshotTables = List.of(tables);
        return this;
    }

    public TestSettings heartbeat(Duration after) {
        heartbeat = after;
        return this;
    }

    public TestSettings lease(Duration time) {
        lease = time;
        return this;
    }

    public TestSettings window(int messages) {
        window = messages;
        return this;
    }

    public TestSettings transactionMemory(int bytes) {
        transactionMemoryBytes = bytes;
        return this;
    }

    public TestSettings serverId(long id) {
        serverId = id;
        return this;
    }

    public SourceSettings build() {
        return new SourceSettings(
                source,
                new StreamSettings(
                        new ServerLogin(
                                mysql.host(), mysql.port(), user, password, tls, Optional.empty()),
                        serverId,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        64 * MEGABYTE),
                fallbacks,
                brokerSettings(),
                new SpillSettings(
                        Path.of(System.getProperty("java.io.tmpdir"), "spyhop-binlog-tests"),
                        transactionMemoryBytes,
                        2_048L * MEGABYTE),
                new SourceSettings.Limits(4_096, 32L * MEGABYTE, 1_000),
                start,
                filter == null ? FilterSettings.of(Optional.of(schema)) : filter,
                new MessageSettings(routingKey, envelope, definitions, batchRowsMax, MEGABYTE),
                merge,
                new SnapshotSettings(snapshotTables, chunkRowsMax, MEGABYTE),
                new SourceSettings.Timing(
                        heartbeat, Duration.ofMillis(100), lease, Duration.ofSeconds(5)));
    }

    private BrokerSettings brokerSettings() {
        return new BrokerSettings(
                broker.host(),
                broker.port(),
                broker.user(),
                broker.password(),
                "/",
                false,
                Optional.empty(),
                Duration.ofSeconds(10),
                new ExchangeSettings(schema, exchangeType),
                queue,
                unroutable,
                "lock." + source,
                window,
                32L * MEGABYTE);
    }
}
