package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.config.BinlogConfig;
import io.github.spyhop.binlog.config.BrokerConfig;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.merge.MergeSettings;
import io.github.spyhop.binlog.message.MessageSettings;
import io.github.spyhop.binlog.publish.BrokerSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.ExchangeSettings;
import io.github.spyhop.binlog.publish.BrokerSettings.QueueSettings;
import io.github.spyhop.binlog.snapshot.SnapshotSettings;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.transaction.SpillSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The source that the environment describes. */
final class ConfiguredSource {

    private ConfiguredSource() {}

    /** None, where no MySQL host is given. */
    static Optional<SourceSettings> of(BinlogConfig config, BrokerConfig broker) {
        return config.host().map(host -> settings(config, host, broker));
    }

    private static SourceSettings settings(BinlogConfig config, String host, BrokerConfig broker) {
        BinlogConfig.Transaction transaction = config.transaction();
        return new SourceSettings(
                config.source(),
                stream(config, host),
                config.fallbackHosts().orElse(List.of()).stream()
                        .map(member -> login(config, member))
                        .toList(),
                broker(config, broker),
                new SpillSettings(
                        Path.of(transaction.spillFolder()),
                        (int) transaction.memoryBytesMax().asLongValue(),
                        transaction.spillBytesMax().asLongValue()),
                new SourceSettings.Limits(
                        transaction.queueMax(),
                        transaction.queueBytesMax().asLongValue(),
                        transaction.preparedMax()),
                config.start(),
                filter(config),
                new MessageSettings(
                        config.routingKey(),
                        config.envelope(),
                        config.definitions(),
                        config.batch().rowsMax(),
                        (int) config.batch().bytesMax().asLongValue()),
                new MergeSettings(
                        config.delay(),
                        config.delayRowsMax(),
                        config.delayBytesMax().asLongValue()),
                new SnapshotSettings(
                        config.snapshot().tables().orElse(List.of()),
                        config.snapshot().chunkRowsMax(),
                        config.snapshot().chunkBytesMax().asLongValue()),
                new SourceSettings.Timing(
                        config.heartbeat(),
                        config.checkpoint().interval(),
                        config.checkpoint().lease(),
                        config.countWindow()));
    }

    private static FilterSettings filter(BinlogConfig config) {
        BinlogConfig.Filter filter = config.filter();
        return new FilterSettings(
                config.database(),
                filter.tables().orElse(List.of()),
                filter.excludedTables().orElse(List.of()),
                filter.operations().map(Set::copyOf).orElseGet(() -> Set.of(RowOperation.values())),
                new FilterSettings.Columns(
                        filter.hiddenColumns().orElse(List.of()),
                        filter.maskedColumns().orElse(List.of()),
                        filter.hashedColumns().orElse(List.of()),
                        filter.hashKey()));
    }

    private static StreamSettings stream(BinlogConfig config, String host) {
        return new StreamSettings(
                login(config, host),
                config.serverId(),
                config.connectTimeout(),
                config.serverHeartbeat(),
                (int) config.eventBytesMax().asLongValue());
    }

    /**
     * @param address a host, or a host and a port with a colon between
     */
    private static ServerLogin login(BinlogConfig config, String address) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > 0 && address.indexOf(':') == colon;
        return new ServerLogin(
                hasPort ? address.substring(0, colon) : address,
                hasPort ? Integer.parseInt(address.substring(colon + 1)) : config.port(),
                config.user(),
                config.password().orElse(""),
                config.sslMode(),
                config.sslCa());
    }

    private static BrokerSettings broker(BinlogConfig config, BrokerConfig broker) {
        return new BrokerSettings(
                broker.host(),
                broker.port(),
                broker.username(),
                broker.password(),
                broker.virtualHost(),
                broker.ssl(),
                broker.caCerts(),
                broker.connectTimeout(),
                new ExchangeSettings(config.exchange(), config.exchangeType()),
                config.queue()
                        .map(name ->
                                new QueueSettings(
                                        name,
                                        config.queueType(),
                                        config.bindingKey(),
                                        config.queueShards())),
                config.unroutable(),
                "spyhop.binlog." + config.source() + ".lock",
                config.window(),
                config.windowBytes().asLongValue());
    }
}
