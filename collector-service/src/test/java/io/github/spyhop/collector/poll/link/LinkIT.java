package io.github.spyhop.collector.poll.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.spyhop.collector.config.CollectorConfig;
import io.github.spyhop.collector.config.TestConfig;
import io.github.spyhop.collector.discover.Target;
import io.github.spyhop.collector.poll.link.ServerFault.Kind;
import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.testbed.RealServers;
import io.github.spyhop.testbed.server.ServerAddress;
import io.github.spyhop.testbed.server.ServerKind;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkIT {

    private final Vertx vertx = Vertx.vertx();
    private final CollectorConfig.Mysql config =
            TestConfig.with("spyhop.collector.mysql.query-timeout", "1s").mysql();

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void marksItsStatementsAndReadsInUtcOnly(ServerKind kind) {
        try (Link link = linkTo(RealServers.shared(kind))) {
            List<String> shown =
                    link.query(
                            "SELECT INFO FROM information_schema.PROCESSLIST"
                                    + " WHERE ID = CONNECTION_ID()",
                            row -> row.getString(0));
            List<String> session =
                    link.query(
                            "SELECT CONCAT(@@session.time_zone, @@session.transaction_read_only)",
                            row -> row.getString(0));

            assertThat(shown).allMatch(OwnStatement::isMarked);
            assertThat(session).containsExactly("+00:001");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL", "MYSQL80"})
    void isEndedByTheServerWhenAStatementTakesTooLong(ServerKind kind) {
        try (Link link = linkTo(RealServers.shared(kind))) {
            ServerFault fault =
                    catchThrowableOfType(
                            ServerFault.class,
                            () ->
                                    link.query(
                                            "SELECT COUNT(*) FROM information_schema.COLLATIONS a,"
                                                    + " information_schema.COLLATIONS b,"
                                                    + " information_schema.COLLATIONS c,"
                                                    + " information_schema.COLLATIONS d",
                                            row -> row));

            assertThat(fault.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(fault.concernsTheInstance()).isFalse();
            assertThat(link.query("SELECT 1 AS one", row -> row.getInteger("one")))
                    .containsExactly(1);
        }
    }

    @Test
    void endsOnTheServerWhatTheServerDoesNotLimit() throws Exception {
        ServerAddress server = RealServers.shared(ServerKind.MYSQL);
        try (Link link = linkTo(server);
                var connection = server.connect("", "");
                var statement = connection.createStatement()) {
            long[] id = new long[1];

            ServerFault fault =
                    catchThrowableOfType(
                            ServerFault.class,
                            () ->
                                    link.session(
                                            Duration.ofMillis(100),
                                            true,
                                            session -> {
                                                id[0] = session.connectionId();
                                                session.execute("DO SLEEP(60)");
                                                return true;
                                            }));

            assertThat(fault.kind()).isEqualTo(Kind.TIMEOUT);
            String still =
                    "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE"
                            + " '%SLEEP(60)' AND ID = ";
            long running;
            do {
                var rows = statement.executeQuery(still + id[0]);
                rows.next();
                running = rows.getLong(1);
            } while (running > 0);
        }
    }

    @Test
    void cannotBeMadeToRunASecondStatement() {
        try (Link link = linkTo(RealServers.shared(ServerKind.MYSQL))) {
            ServerFault plain =
                    catchThrowableOfType(
                            ServerFault.class, () -> link.query("SELECT 1; SELECT 2", row -> row));
            ServerFault prepared =
                    catchThrowableOfType(
                            ServerFault.class,
                            () ->
                                    link.session(
                                            Duration.ofSeconds(1),
                                            false,
                                            session ->
                                                    session.prepared(
                                                            "EXPLAIN FORMAT=JSON SELECT 1;"
                                                                    + " DROP DATABASE x",
                                                            Tuple.tuple(),
                                                            row -> row)));

            assertThat(plain.errorNumber()).isEqualTo(1064);
            assertThat(prepared.errorNumber()).isEqualTo(1064);
        }
    }

    @Test
    void saysWhatMendsARefusedLoginAndAMissingGrant() throws Exception {
        ServerAddress server = RealServers.shared(ServerKind.MYSQL);
        try (var connection = server.connect("", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS link_it IDENTIFIED BY 'right'");
            try (Link wrong = linkTo(server, "link_it", "wrong");
                    Link poor = linkTo(server, "link_it", "right")) {
                ServerFault refused =
                        catchThrowableOfType(
                                ServerFault.class, () -> wrong.query("SELECT 1", row -> row));
                ServerFault denied =
                        catchThrowableOfType(
                                ServerFault.class,
                                () ->
                                        poor.query(
                                                "SELECT * FROM performance_schema.threads",
                                                row -> row));

                assertThat(refused.kind()).isEqualTo(Kind.LOGIN_REFUSED);
                assertThat(refused.remedy()).contains("ALTER USER 'link_it'@'%'");
                assertThat(refused.toString()).doesNotContain("wrong");
                assertThat(denied.kind()).isEqualTo(Kind.NOT_GRANTED);
                assertThat(denied.remedy())
                        .contains("GRANT SELECT, PROCESS, SHOW VIEW ON *.* TO 'link_it'@'%'");
            } finally {
                statement.execute("DROP USER link_it");
            }
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        Target target = new Target("gone", new Endpoint("127.0.0.1", 1), "u", "p", "mysql", null);
        try (Link link = new Link(vertx, target, config)) {
            ServerFault fault =
                    catchThrowableOfType(
                            ServerFault.class, () -> link.query("SELECT 1", row -> row));

            assertThat(fault.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(fault.getMessage()).contains("127.0.0.1:1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void connectsToNoAddressOutsideOfTheAllowedNetworks(String host) {
        CollectorConfig.Mysql inside =
                TestConfig.with("spyhop.collector.mysql.allowed-networks", "10.0.0.0/8").mysql();
        int port = RealServers.shared(ServerKind.MYSQL).port();
        Target target = new Target("in", new Endpoint(host, port), "u", "p", "mysql", null);
        try (Link link = new Link(vertx, target, inside)) {
            ServerFault polled =
                    catchThrowableOfType(
                            ServerFault.class, () -> link.query("SELECT 1", row -> row));
            ServerFault session =
                    catchThrowableOfType(
                            ServerFault.class,
                            () -> link.session(Duration.ofSeconds(1), false, own -> true));

            assertThat(polled.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(polled.remedy()).contains("allowed-networks");
            assertThat(session.remedy()).isEqualTo(polled.remedy());
        }
    }

    private Link linkTo(ServerAddress server) {
        return linkTo(server, server.user(), server.password());
    }

    private Link linkTo(ServerAddress server, String user, String password) {
        Endpoint endpoint = new Endpoint(server.host(), server.port());
        return new Link(
                vertx,
                new Target("it", endpoint, user, password, "information_schema", null),
                config);
    }
}
