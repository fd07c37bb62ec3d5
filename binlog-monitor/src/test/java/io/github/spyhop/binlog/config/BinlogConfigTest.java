package io.github.spyhop.binlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.binlog.publish.BrokerSettings.QueueType;
import io.github.spyhop.binlog.publish.BrokerSettings.UnroutablePolicy;
import io.github.spyhop.binlog.stream.TlsMode;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinlogConfigTest {

    @Test
    void hasTheDefaultsOfTheDocumentation() {
        SmallRyeConfig config = of(Map.of());
        BinlogConfig binlog = config.getConfigMapping(BinlogConfig.class);
        BrokerConfig broker = config.getConfigMapping(BrokerConfig.class);

        assertThat(binlog.host()).isEmpty();
        assertThat(binlog.port()).isEqualTo(3306);
        assertThat(binlog.exchange()).isEqualTo("mysql-monitor");
        assertThat(binlog.exchangeType()).isEqualTo("fanout");
        assertThat(binlog.routingKey()).isEqualTo("monitor");
        assertThat(binlog.heartbeat()).isEqualTo(Duration.ofSeconds(30));
        assertThat(binlog.unroutable()).isEqualTo(UnroutablePolicy.PARK);
        assertThat(binlog.sslMode()).isEqualTo(TlsMode.PREFERRED);
        assertThat(binlog.transaction().memoryBytesMax().asLongValue()).isEqualTo(8 << 20);
        assertThat(binlog.checkpoint().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(broker.virtualHost()).isEqualTo("/");
        assertThat(broker.ssl()).isFalse();
    }

    @Test
    void isSetByTheEnvironment() {
        SmallRyeConfig config =
                of(
                        Map.ofEntries(
                                Map.entry("BINLOG_SOURCE", "orders"),
                                Map.entry("BINLOG_HOST", "db"),
                                Map.entry("BINLOG_PORT", "3307"),
                                Map.entry("BINLOG_USER", "u"),
                                Map.entry("BINLOG_PASSWORD", "p"),
                                Map.entry("BINLOG_SERVER_ID", "4294967295"),
                                Map.entry("BINLOG_DATABASE", "shop"),
                                Map.entry("BINLOG_DELAY_START", "10S"),
                                Map.entry("BINLOG_SSL_MODE", "VERIFY_IDENTITY"),
                                Map.entry("BINLOG_SSL_CA", "/ca.pem"),
                                Map.entry("BINLOG_EXCHANGE", "e"),
                                Map.entry("BINLOG_EXCHANGE_TYPE", "topic"),
                                Map.entry("BINLOG_ROUTING_KEY", "{schema}.{table}.{type}"),
                                Map.entry("BINLOG_QUEUE", "q"),
                                Map.entry("BINLOG_QUEUE_TYPE", "STREAM"),
                                Map.entry("BINLOG_UNROUTABLE", "STOP"),
                                Map.entry("BINLOG_TRANSACTION_SPILL_BYTES_MAX", "1G"),
                                Map.entry("BINLOG_CHECKPOINT_LEASE", "20S"),
                                Map.entry("RABBITMQ_HOST", "mq"),
                                Map.entry("RABBITMQ_VIRTUAL_HOST", "v"),
                                Map.entry("RABBITMQ_SSL", "true"),
                                Map.entry("RABBITMQ_CA_CERTS", "/mq.pem")));
        BinlogConfig binlog = config.getConfigMapping(BinlogConfig.class);
        BrokerConfig broker = config.getConfigMapping(BrokerConfig.class);

        assertThat(binlog.source()).isEqualTo("orders");
        assertThat(binlog.host()).contains("db");
        assertThat(binlog.port()).isEqualTo(3307);
        assertThat(binlog.serverId()).isEqualTo(4_294_967_295L);
        assertThat(binlog.database()).contains("shop");
        assertThat(binlog.delayStart()).isEqualTo(Duration.ofSeconds(10));
        assertThat(binlog.sslMode()).isEqualTo(TlsMode.VERIFY_IDENTITY);
        assertThat(binlog.sslCa()).contains("/ca.pem");
        assertThat(binlog.exchangeType()).isEqualTo("topic");
        assertThat(binlog.routingKey()).isEqualTo("{schema}.{table}.{type}");
        assertThat(binlog.queue()).contains("q");
        assertThat(binlog.queueType()).isEqualTo(QueueType.STREAM);
        assertThat(binlog.unroutable()).isEqualTo(UnroutablePolicy.STOP);
        assertThat(binlog.transaction().spillBytesMax().asLongValue()).isEqualTo(1L << 30);
        assertThat(binlog.checkpoint().lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(broker.host()).isEqualTo("mq");
        assertThat(broker.virtualHost()).isEqualTo("v");
        assertThat(broker.ssl()).isTrue();
        assertThat(broker.caCerts()).contains("/mq.pem");
    }

    private static SmallRyeConfig of(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(
                        io.quarkus.runtime.configuration.MemorySize.class,
                        200,
                        new MemorySizeConverter())
                .withConverter(
                        Duration.class,
                        200,
                        new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(BinlogConfig.class)
                .withMapping(BrokerConfig.class)
                .withDefaultValue("java.io.tmpdir", "/tmp")
                .withSources(new EnvConfigSource(environment, 300))
                .build();
    }
}
