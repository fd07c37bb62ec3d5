package io.github.spyhop.collector.poll.link;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.config.CollectorConfig.TlsMode;
import io.github.spyhop.collector.discover.Target;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How the collector connects: the client's options made of the operator's. */
final class LinkOptions {

    private static final int WAITING_MAX = 64;

    private LinkOptions() {}

    static MySQLConnectOptions connect(Target target, CollectorConfig.Mysql config) {
        MySQLConnectOptions options =
                new MySQLConnectOptions()
                        .setHost(target.endpoint().host())
                        .setPort(target.endpoint().port())
                        .setUser(target.user())
                        .setPassword(target.password())
                        .setDatabase(target.schema())
                        .setCollation("utf8mb4_general_ci")
                        .setCachePreparedStatements(false)
                        .setProperties(Map.of("program_name", "spyhop-collector"))
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setIdleTimeout((int) config.idleTimeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setTcpKeepAlive(true)
                        .setSslMode(SslMode.valueOf(config.tls().name()));
        encrypt(options, config);
        return options;
    }

    static PoolOptions pool(CollectorConfig.Mysql config) {
        return new PoolOptions()
                .setMaxSize(config.connectionsMax())
                .setMaxWaitQueueSize(WAITING_MAX);
    }

    private static void encrypt(MySQLConnectOptions options, CollectorConfig.Mysql config) {
        switch (config.tls()) {
            case DISABLED -> {}
            // As MySQL's own clients do: encrypted, but not told who answers.
            case PREFERRED, REQUIRED -> options.setTrustAll(true);
            case VERIFY_CA, VERIFY_IDENTITY -> {
                config.tlsCertificates()
                        .ifPresent(path ->
                                options.setTrustOptions(
                                        new PemTrustOptions().addCertPath(path.toString())));
                options.setHostnameVerificationAlgorithm(
                        config.tls() == TlsMode.VERIFY_IDENTITY ? "HTTPS" : "");
            }
        }
    }
}
