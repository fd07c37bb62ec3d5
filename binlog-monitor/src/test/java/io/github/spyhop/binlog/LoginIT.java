package io.github.spyhop.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import io.github.spyhop.binlog.source.SourceSettings;
import io.github.spyhop.binlog.stream.TlsMode;
import io.github.spyhop.binlog.testing.Database;
import io.github.spyhop.binlog.testing.RunningSource;
import io.github.spyhop.binlog.testing.Subscriber;
import io.github.spyhop.binlog.testing.TestSettings;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account of the documentation logs in, with TLS and without. */
class LoginIT {

    private static final String NAME = "login_it";

    private final ServerAddress rabbit = RealServers.shared(ServerKind.RABBITMQ);

    @ParameterizedTest
    @CsvSource({
        "MYSQL, DISABLED, caching_sha2_password",
        "MYSQL, REQUIRED, caching_sha2_password",
        "MYSQL80, DISABLED, caching_sha2_password",
        "MYSQL80, PREFERRED, caching_sha2_password",
        "MYSQL80, DISABLED, mysql_native_password"
    })
    void logsIn(ServerKind kind, TlsMode tls, String plugin) {
        ServerAddress mysql = RealServers.shared(kind);
        try (Database database = new Database(mysql, NAME);
                Subscriber subscriber = new Subscriber(rabbit, NAME, BuiltinExchangeType.FANOUT)) {
            database.run(
                    "CREATE TABLE t (id INT PRIMARY KEY)",
                    "DROP USER IF EXISTS login_it",
                    "CREATE USER login_it IDENTIFIED WITH " + plugin + " BY 'sécret'",
                    "GRANT REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.* TO login_it");
            SourceSettings settings =
                    TestSettings.of(NAME, mysql, rabbit).account("login_it", "sécret", tls).build();
            try (RunningSource source = RunningSource.startAndAwait(settings)) {
                database.run("INSERT INTO t VALUES (7)");

                assertThat(subscriber.awaitChange().values().toString()).isEqualTo("{\"id\":7}");
                assertThat(source.runner().checkpoint()).isPresent();
            }
        }
    }
}
