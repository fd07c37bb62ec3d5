package io.github.spyhop.probe;

import static io.github.spyhop.probe.MySqlBytes.MODERN;
import static io.github.spyhop.probe.Talk.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.exchange.SampleSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSamplesTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final int BYTES_MAX = 200;
    private static final int MORE = 0x0008;

    private final Talk talk = new Talk().login(MODERN, MODERN);

    private List<WireSampleDocument> samples(boolean redacted) throws IOException {
        ClosedWindow window =
                Talk.run(
                        settings(new AggregateSettings(true, 100, Duration.ZERO, 100, 100))
                                .with(new SampleSettings(redacted, BYTES_MAX)),
                        talk.packets);
        return window.cells().stream()
                .flatMap(cell -> cell.slowSamples().stream())
                .sorted(Comparator.comparing(WireSampleDocument::sentAt))
                .toList();
    }

    private static PipelineSettings settings(AggregateSettings aggregate) {
        return PipelineSettings.of(PortFilter.of(List.of(Frames.SERVER_PORT))).with(aggregate);
    }

    private void query(String sql) {
        talk.query(sql).server(MySqlBytes.resultSet(1, 2, "a"));
    }

    @Test
    void hideLiteralsAndMessages() throws IOException {
        query("SELECT /*+ NO_ICP(t) */ * FROM t WHERE a IN ('one', 2) -- three");
        talk.query("INSERT INTO t VALUES ('four')")
                .server(packet(1, MySqlBytes.error(1062, "23000", "Duplicate entry 'four'")));

        List<WireSampleDocument> samples = samples(true);

        assertThat(samples)
                .extracting(WireSampleDocument::statement)
                .containsExactly(
                        "SELECT /*+ NO_ICP(t) */ * FROM t WHERE a IN (?, ?)",
                        "INSERT INTO t VALUES (?)");
        assertThat(samples.getLast().errorNumber()).isEqualTo(1062);
        assertThat(samples.getLast().message()).isNull();
    }

    @Test
    void showWhatWasSentIfTheOperatorAsksForIt() throws IOException {
        talk.query("INSERT INTO t VALUES ('four') -- five")
                .server(packet(1, MySqlBytes.error(1062, "23000", "Duplicate entry 'four'")));

        WireSampleDocument sample = samples(false).getFirst();

        assertThat(sample.statement()).isEqualTo("INSERT INTO t VALUES ('four') -- five");
        assertThat(sample.message()).isEqualTo("Duplicate entry 'four'");
        assertThat(sample.redacted()).isFalse();
        assertThat(sample.client()).isEqualTo("10.0.0.1:40000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER a IDENTIFIED BY 'secret'",
                "ALTER USER a IDENTIFIED WITH caching_sha2_password BY 'secret' RETAIN CURRENT"
                        + " PASSWORD",
                "SET PASSWORD FOR a = 'secret'",
                "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'secret'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u', PASSWORD 'secret')",
                "START REPLICA USER = 'u' PASSWORD = 'secret'"
            })
    void neverShowPasswords(String sql) throws IOException {
        talk.query(sql).server(packet(1, MySqlBytes.ok(0, 2)));

        WireSampleDocument sample = samples(false).getFirst();

        assertThat(sample.statement()).doesNotContain("secret").contains("?");
        assertThat(sample.redacted()).isTrue();
    }

    @Test
    void showEachStatementOfATextByItself() throws IOException {
        talk.query("SELECT 1; /* two */ DELETE FROM t;SELECT 3")
                .server(MySqlBytes.resultSet(1, 2 | MORE, "a"))
                .server(packet(5, MySqlBytes.ok(4, 2 | MORE)))
                .server(MySqlBytes.resultSet(6, 2, "2"));

        assertThat(samples(false))
                .extracting(WireSampleDocument::statement)
                .containsExactlyInAnyOrder("SELECT 1", "/* two */ DELETE FROM t", "SELECT 3");
    }

    @Test
    void tellWhatIsCut() throws IOException {
        query("SELECT 1 FROM t WHERE name IN ('" + "x".repeat(2 * BYTES_MAX) + "')");
        query("SELECT 2 FROM t");

        List<WireSampleDocument> samples = samples(false);

        assertThat(samples)
                .filteredOn(WireSampleDocument::cut)
                .singleElement()
                .satisfies(sample -> assertThat(sample.statement()).hasSize(BYTES_MAX - 1));
        assertThat(samples).filteredOn(sample -> !sample.cut()).hasSize(1);
    }

    @Test
    void keepTheTraceOfAComment() throws IOException {
        query("SELECT 1 /*action='%2Fx',traceparent='" + TRACE + "',tracestate='a%3Db'*/");
        query("SELECT \"/*traceparent='" + TRACE + "'*/\"");
        query("SELECT 3 /*traceparent='" + TRACE.replace("00-4", "ff-4") + "'*/");
        query(
                "SELECT 4 /*traceparent='"
                        + TRACE.replaceAll("4bf.*36-", "0".repeat(32) + "-")
                        + "'*/");
        query("SELECT 5 /*xtraceparent='" + TRACE + "'*/");

        assertThat(samples(true))
                .extracting(WireSampleDocument::traceparent)
                .containsExactly(TRACE, null, null, null, null);
    }

    @Test
    void tellIfValuesOfAnExecutionAreMissing() throws IOException {
        talk.client(packet(0, Talk.command(0x16, "SELECT ?")))
                .server(MySqlBytes.prepareOk(1, 1, 1))
                .client(packet(0, MySqlBytes.execute(1)))
                .server(MySqlBytes.resultSet(1, 2, "\0\0a"));

        WireSampleDocument sample = samples(false).getFirst();

        assertThat(sample.statement()).isEqualTo("SELECT ?");
        assertThat(sample.values()).isNull();
        assertThat(sample.cut()).isTrue();
    }

    @Test
    void areTheSlowestAndOneAtRandom() throws IOException {
        for (int i = 0; i < 20; i++) {
            query("SELECT " + i);
        }
        AggregateSettings twoOfEach =
                new AggregateSettings(true, 100, Duration.ofMillis(1), 2, 1_000);
        AggregateSettings tooSlow =
                new AggregateSettings(true, 100, Duration.ofMillis(2), 2, 1_000);

        Cell slow = Talk.run(settings(twoOfEach), talk.packets).cells().getFirst();
        Cell fast = Talk.run(settings(tooSlow), talk.packets).cells().getFirst();

        assertThat(slow.slowCount()).isEqualTo(20);
        assertThat(slow.slowSamples()).hasSize(2);
        assertThat(slow.sample()).isNotNull();
        assertThat(fast.slowCount()).isZero();
        assertThat(fast.slowSamples()).isEmpty();
        assertThat(fast.sample()).isNotNull();
    }
}
