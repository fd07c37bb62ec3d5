package io.github.spyhop.binlog.testing;

import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.ExchangeSettings;
import io.github.spyhop.binlog.source.SourceSettings;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.stream.TlsMode;
import io.github.spyhop.binlog.transaction.SpillSettings;
import io.github.spyhop.testbed.server.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The settings of sources under test; whatever a test does not care for is as in production. */
public final class TestSettings {

    private static final AtomicLong SERVER_ID = new AtomicLong(70_000);
    private static final int MEGABYTE = 1024 * 1024;

    private TestSettings() {}

    /**
     * A source that publishes one schema to the exchange of the same name.
     *
     * @param name of the source, the schema and the exchange
     */
    public static SourceSettings of(String name, ServerAddress mysql, ServerAddress broker) {
        return new SourceSettings(
                name,
                stream(mysql, mysql.user(), mysql.password(), TlsMode.PREFERRED),
                broker(name, broker),
                new SpillSettings(
                        Path.of(System.getProperty("java.io.tmpdir"), "spyhop-binlog-tests"),
                        8 * MEGABYTE,
                        1024L * MEGABYTE),
                new SourceSettings.Limits(4_096, 32L * MEGABYTE, 1_000),
                Optional.of(name),
                "monitor",
                new SourceSettings.Timing(
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)));
    }

    public static StreamSettings stream(
            ServerAddress mysql, String user, String password, TlsMode tls) {
        return new StreamSettings(
                new ServerLogin(mysql.host(), mysql.port(), user, password, tls, Optional.empty()),
                SERVER_ID.incrementAndGet(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                64 * MEGABYTE);
    }

    private static BrokerSettings broker(String name, ServerAddress broker) {
        return new BrokerSettings(
                broker.host(),
                broker.port(),
                broker.user(),
                broker.password(),
                "/",
                false,
                Optional.empty(),
                Duration.ofSeconds(10),
                new ExchangeSettings(name, "fanout"),
                Optional.empty(),
                "lock." + name,
                4_096,
                32L * MEGABYTE);
    }
}
