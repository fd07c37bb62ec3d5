package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.config.BinlogConfig;
import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.ExchangeSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueSettings;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.transaction.SpillSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The source that the environment describes. */
final class ConfiguredSource {

    private ConfiguredSource() {}

    /** None, where no MySQL host is given. */
    static Optional<SourceSettings> of(BinlogConfig config) {
        return config.mysql().host().map(host -> settings(config, host));
    }

    private static SourceSettings settings(BinlogConfig config, String host) {
        BinlogConfig.Transaction transaction = config.transaction();
        return new SourceSettings(
                config.source(),
                stream(config.mysql(), host),
                broker(config),
                new SpillSettings(
                        Path.of(transaction.spillFolder()),
                        (int) transaction.memoryBytesMax().asLongValue(),
                        transaction.spillBytesMax().asLongValue()),
                new SourceSettings.Limits(
                        transaction.queueMax(),
                        transaction.queueBytesMax().asLongValue(),
                        transaction.preparedMax()),
                config.database(),
                config.amqp().routingKey(),
                new SourceSettings.Timing(
                        config.heartbeat(),
                        config.checkpoint().interval(),
                        config.checkpoint().lease(),
                        config.window()));
    }

    private static StreamSettings stream(BinlogConfig.Mysql mysql, String host) {
        return new StreamSettings(
                new ServerLogin(
                        host,
                        mysql.port(),
                        mysql.user(),
                        mysql.password(),
                        mysql.sslMode(),
                        mysql.sslCa()),
                mysql.serverId(),
                mysql.connectTimeout(),
                mysql.heartbeat(),
                (int) mysql.eventBytesMax().asLongValue());
    }

    private static BrokerSettings broker(BinlogConfig config) {
        BinlogConfig.Amqp amqp = config.amqp();
        return new BrokerSettings(
                amqp.host(),
                amqp.port(),
                amqp.user(),
                amqp.password(),
                amqp.vhost(),
                amqp.ssl(),
                amqp.caCerts(),
                amqp.connectTimeout(),
                new ExchangeSettings(amqp.exchange(), amqp.exchangeType()),
                amqp.queue()
                        .map(name -> new QueueSettings(name, amqp.queueType(), amqp.bindingKey())),
                "spyhop.binlog." + config.source() + ".lock",
                amqp.window(),
                amqp.windowBytes().asLongValue());
    }
}
