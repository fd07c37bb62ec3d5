package io.github.spyhop.probe;

import static io.github.spyhop.probe.MySqlBytes.MODERN;
import static io.github.spyhop.probe.Talk.cell;
import static io.github.spyhop.probe.Talk.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.exchange.ServerTally;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePipelineTest {

    private static final int MORE = 0x0008;
    private static final String BY_ID = "SELECT * FROM `t` WHERE `id` = ?";

    @Test
    void countsAStatementUnderItsFamilyWithItsSessionAndLatency() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .query("SELECT * FROM t WHERE id = 7")
                        .server(MySqlBytes.resultSet(1, 0x22, "a", "b"))
                        .close();

        Cell cell = cell(talk.run(), BY_ID);

        assertThat(cell.count()).isOne();
        assertThat(cell.errors()).isZero();
        assertThat(cell.rows()).isEqualTo(2);
        assertThat(cell.latencyMicrosSum()).isEqualTo(1_000);
        assertThat(cell.noIndexCount()).isOne();
        assertThat(cell.session().server()).isEqualTo("10.0.0.2:3306");
        assertThat(cell.session().client()).isEqualTo("10.0.0.1");
        assertThat(cell.session().user()).isEqualTo("app");
        assertThat(cell.session().schema()).isEqualTo("shop");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11, 64, 100})
    void readsAResponseInWhateverPiecesItComes(int size) throws IOException {
        Talk talk = new Talk().login(MODERN & ~Capabilities.DEPRECATE_EOF, MODERN);
        talk.clientInPieces(size, packet(0, Talk.command(3, "SELECT * FROM t WHERE id = 7")))
                .serverInPieces(size, MySqlBytes.resultSetWithEof(2, "aaaaaaaaaa", "bbbbbbbbbb"))
                .query("BEGIN")
                .server(packet(1, MySqlBytes.ok(0, 3)));

        ClosedWindow window = talk.run();

        assertThat(cell(window, BY_ID).rows()).isEqualTo(2);
        assertThat(cell(window, "BEGIN").count()).isOne();
    }

    @Test
    void tellsTheErrorOfAStatementThatFailed() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .query("INSERT INTO t VALUES (1)")
                        .server(packet(1, MySqlBytes.error(1062, "23000", "Duplicate entry")));

        Cell cell = cell(talk.run(), "INSERT INTO `t` VALUES (?)");

        assertThat(cell.count()).isOne();
        assertThat(cell.errors()).isOne();
        assertThat(cell.errorNumbers()).containsExactly(java.util.Map.entry("1062", 1L));
    }

    @Test
    void countsExecutionsUnderTheStatementThatWasPrepared() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .client(packet(0, Talk.command(0x16, "SELECT * FROM t WHERE id = ?")))
                        .server(MySqlBytes.prepareOk(1, 2, 1));
        for (int i = 0; i < 3; i++) {
            talk.client(packet(0, MySqlBytes.execute(1)))
                    .server(MySqlBytes.resultSet(1, 2, "\0\0a"));
        }
        talk.client(packet(0, new byte[] {0x19, 1, 0, 0, 0}))
                .client(packet(0, MySqlBytes.execute(1)))
                .server(packet(1, MySqlBytes.error(1243, "HY000", "Unknown prepared statement")));

        ClosedWindow window = talk.run();

        assertThat(cell(window, BY_ID).count()).isEqualTo(3);
        assertThat(cell(window, BY_ID).prepared()).isOne();
        assertThat(window.servers().getFirst().statementsLost())
                .containsExactly(java.util.Map.entry(Loss.STATEMENT_UNKNOWN, 1L));
    }

    @Test
    void attributesEachResultOfATextWithSeveralStatements() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .query("SELECT * FROM t WHERE id = 1; DELETE FROM t; SELECT 2")
                        .server(MySqlBytes.resultSet(1, 2 | MORE, "a"))
                        .server(packet(5, MySqlBytes.ok(4, 2 | MORE)))
                        .server(MySqlBytes.resultSet(6, 2, "2"));

        ClosedWindow window = talk.run();

        assertThat(cell(window, BY_ID).count()).isOne();
        assertThat(cell(window, "DELETE FROM `t`").rowsAffected()).isEqualTo(4);
        assertThat(cell(window, "SELECT ?").count()).isOne();
    }

    @Test
    void countsACallWithAllItsResultsOnce() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .query("CALL p(1); SELECT 2")
                        .server(MySqlBytes.resultSet(1, 2 | MORE, "a", "b"))
                        .server(MySqlBytes.resultSet(6, 2 | MORE, "c"))
                        .server(packet(10, MySqlBytes.ok(0, 2 | MORE)))
                        .server(MySqlBytes.resultSet(11, 2, "2"));

        ClosedWindow window = talk.run();

        assertThat(cell(window, "CALL `p` (?)").count()).isOne();
        assertThat(cell(window, "CALL `p` (?)").rows()).isEqualTo(3);
        assertThat(cell(window, "SELECT ?").count()).isOne();
    }

    @Test
    void followsTheSchemaOfASession() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .query("USE `a``b`")
                        .server(packet(1, MySqlBytes.ok(0, 2)))
                        .query("SELECT 1")
                        .server(MySqlBytes.resultSet(1, 2, "1"))
                        .client(packet(0, Talk.command(2, "other")))
                        .server(packet(1, MySqlBytes.ok(0, 2)))
                        .query("SELECT 'x' FROM t")
                        .server(MySqlBytes.resultSet(1, 2, "x"));

        ClosedWindow window = talk.run();

        assertThat(cell(window, "SELECT ?").session().schema()).isEqualTo("a`b");
        assertThat(cell(window, "SELECT ? FROM `t`").session().schema()).isEqualTo("other");
    }

    @Test
    void pairsPipelinedCommandsWithTheirResponses() throws IOException {
        Talk talk =
                new Talk()
                        .login(MODERN, MODERN)
                        .client(
                                packet(0, Talk.command(3, "BEGIN")),
                                packet(0, Talk.command(3, "DELETE FROM t")),
                                packet(0, Talk.command(3, "COMMIT")))
                        .server(
                                packet(1, MySqlBytes.ok(0, 3)),
                                packet(1, MySqlBytes.error(1205, "HY000", "Lock wait timeout")),
                                packet(1, MySqlBytes.ok(0, 2)));

        ClosedWindow window = talk.run();

        assertThat(cell(window, "BEGIN").errors()).isZero();
        assertThat(cell(window, "DELETE FROM `t`").errors()).isOne();
        assertThat(cell(window, "COMMIT").errors()).isZero();
    }

    @Test
    void losesOnlyTheExchangeInWhichAPacketIsMissing() throws IOException {
        Talk talk = new Talk().login(MODERN, MODERN);
        for (int i = 0; i < 40; i++) {
            talk.query("SELECT * FROM t WHERE id = " + i).server(MySqlBytes.resultSet(1, 2, "a"));
        }
        int tenthResponse = talk.packets.size() - 61;
        talk.packets.remove(tenthResponse);

        ClosedWindow window = talk.run();

        assertThat(cell(window, BY_ID).count()).isEqualTo(39);
        assertThat(cell(window, BY_ID).lost()).isOne();
        assertThat(window.servers().getFirst().statementsLost())
                .containsExactly(java.util.Map.entry(Loss.GAP, 1L));
    }

    @Test
    void readsPacketsThatCameInAnotherOrderOrTwice() throws IOException {
        Talk talk = new Talk().login(MODERN, MODERN);
        for (int i = 0; i < 10; i++) {
            talk.query("SELECT * FROM t WHERE id = " + i)
                    .serverInPieces(20, MySqlBytes.resultSet(1, 2, "a", "b", "c"));
        }
        int last = talk.packets.size() - 1;
        Collections.swap(talk.packets, last - 1, last - 2);
        Collections.swap(talk.packets, last - 8, last - 5);
        talk.packets.add(last, talk.packets.get(last - 3));

        ClosedWindow window = talk.run();

        assertThat(cell(window, BY_ID).count()).isEqualTo(10);
        assertThat(cell(window, BY_ID).rows()).isEqualTo(30);
    }

    @Test
    void joinsAConnectionThatHadBegunBeforeTheCapture() throws IOException {
        Talk talk =
                new Talk()
                        .server(MySqlBytes.row("the rest of a result"))
                        .query("SELECT * FROM t WHERE id = 1")
                        .server(MySqlBytes.resultSetWithEof(2, "a"))
                        .client(packet(0, MySqlBytes.execute(3)))
                        .server(MySqlBytes.resultSetWithEof(2, "a"));

        ClosedWindow window = talk.run();
        ServerTally server = window.servers().getFirst();

        assertThat(cell(window, BY_ID).count()).isOne();
        assertThat(cell(window, BY_ID).session().user()).isNull();
        assertThat(server.connectionsJoinedLate()).isOne();
        assertThat(server.statementsLost())
                .containsExactly(java.util.Map.entry(Loss.STATEMENT_UNKNOWN, 1L));
    }

    @Test
    void countsAnEncryptedConnectionWithoutReadingIt() throws IOException {
        byte[] sslRequest =
                java.util.Arrays.copyOf(
                        MySqlBytes.handshakeResponse(MODERN | Capabilities.SSL, "", ""), 32);
        Talk talk =
                new Talk()
                        .open()
                        .server(packet(0, MySqlBytes.greeting("9.7.4", MODERN | Capabilities.SSL)))
                        .client(packet(1, sslRequest))
                        .client(new byte[] {0x16, 3, 1, 0, 3, 1, 2, 3});

        ClosedWindow window = talk.run();

        assertThat(window.cells()).isEmpty();
        assertThat(window.servers().getFirst().connectionsUnreadable())
                .containsExactly(java.util.Map.entry(Loss.TLS, 1L));
    }

    @Test
    void countsAStatementThatTheConnectionDidNotSurvive() throws IOException {
        Talk talk = new Talk().login(MODERN, MODERN).query("SELECT SLEEP(100)").close();

        ClosedWindow window = talk.run();

        assertThat(cell(window, "SELECT `SLEEP` (?)").lost()).isOne();
        assertThat(window.servers().getFirst().statementsLost())
                .containsExactly(java.util.Map.entry(Loss.UNANSWERED, 1L));
    }
}
