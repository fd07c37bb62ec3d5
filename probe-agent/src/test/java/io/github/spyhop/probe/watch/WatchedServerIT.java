package io.github.spyhop.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.probe.exchange.SessionDirectory.Told;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchedServerIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long AFTERWARDS = 10;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static WatchedServer watched(ServerAddress server, int port, String password) {
        return new WatchedServer(
                new Endpoint(server.host(), port),
                new WatchedServer.Account(server.user(), password, "information_schema"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void tellsWhoseAConnectionIs(ServerKind kind) throws Exception {
        ServerAddress server = RealServers.shared(kind);
        Set<InetAddress> addresses = Set.of(InetAddress.getAllByName(server.host()));
        ProcesslistDirectory directory = new ProcesslistDirectory();
        try (Connection connection = server.connect("mysql", "");
                Statement statement = connection.createStatement();
                ResultSet own =
                        statement.executeQuery(
                                "SELECT HOST FROM information_schema.PROCESSLIST"
                                        + " WHERE ID = CONNECTION_ID()")) {
            own.next();
            String port = own.getString(1).replaceFirst(".*:", "");
            String watched = "127.0.0.1:" + server.port();
            String client = "127.0.0.1:" + port;
            assertThat(directory.find(watched, client, 1)).isNull();
            assertThat(directory.find("10.9.9.9:3306", client, 1)).isNull();

            assertThat(directory.hasQuestions(addresses, server.port())).isTrue();
            directory.answer(
                    addresses,
                    server.port(),
                    watched(server, server.port(), server.password()).processes(VERTX),
                    AFTERWARDS);

            assertThat(directory.answers()).isOne();
            assertThat(directory.hasQuestions(addresses, server.port())).isFalse();
            assertThat(directory.find(watched, client, AFTERWARDS + 1))
                    .as("what was said before the connection was seen")
                    .isNull();
            assertThat(directory.find(watched, client, 1))
                    .isEqualTo(new Told(server.user(), "mysql"));
            assertThat(directory.find("10.9.9.9:3306", client, 1)).isNull();
        }
    }

    @Test
    void saysWhyAServerCannotBeAskedWithoutThePassword() {
        ServerAddress server = RealServers.shared(ServerKind.MYSQL);

        assertThatThrownBy(() -> watched(server, server.port(), "a wrong secret").processes(VERTX))
                .isInstanceOf(WatchFailedException.class)
                .hasMessageContaining("Access denied")
                .hasMessageNotContaining("a wrong secret");
        assertThatThrownBy(() -> watched(server, 1, "a wrong secret").processes(VERTX))
                .isInstanceOf(WatchFailedException.class)
                .hasMessageContaining(server.host() + ":1")
                .hasMessageNotContaining("a wrong secret");
    }
}
