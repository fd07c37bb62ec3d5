package io.github.spyhop.probe.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.model.statement.SqlDigester;
import io.github.spyhop.model.statement.StatementParts;
import io.github.spyhop.model.store.WireSampleDocument;
import io.github.spyhop.probe.PipelineSettings;
import io.github.spyhop.probe.ProbePipeline;
import io.github.spyhop.probe.aggregate.AggregateSettings;
import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.CaptureFile;
import io.github.spyhop.probe.capture.PacketSource;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.PortFilter;
import io.github.spyhop.probe.exchange.SampleSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of golden captures against the texts that the server itself wrote into its general log. */
class GoldenSamplesTest {

    private static final int EVERY = 10_000;

    /** A text with either way of escaping, bytes as hexadecimal digits, or a number. */
    private static final Pattern LITERAL =
            Pattern.compile(
                    "x'[0-9a-f]*'|'(?:[^'\\\\]|\\\\.|'')*'"
                            + "|(?<![\\w.`])-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?(?![\\w.])",
                    Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"bound_values", "bound_values_mysql80"})
    void showTheValuesThatTheServerExecuted(String name) throws Exception {
        Scene scene = Scene.read(name);
        StatementParts parts = new StatementParts(DigestOptions.DEFAULT);

        List<WireSampleDocument> samples = samples(scene, new SampleSettings(false, 4_096));

        assertThat(scene.log()).isNotEmpty();
        assertThat(samples)
                .noneMatch(WireSampleDocument::cut)
                .extracting(sample ->
                        comparable(
                                parts.withValues(
                                                sample.statement(),
                                                Objects.requireNonNullElse(
                                                        sample.values(), List.of()))
                                        .getBytes(UTF_8)))
                .containsExactlyInAnyOrderElementsOf(
                        scene.log().stream().map(GoldenSamplesTest::comparable).toList());
    }

    static List<String> scenes() throws Exception {
        // A digester that does not know a session's sql_mode reads its statements in another way.
        return GoldenCapturesTest.scenes()
                .filter(name -> !name.equals("dialects_of_text"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void showNoLiteralsUnlessAskedTo(String name) throws Exception {
        Scene scene = Scene.read(name);
        SqlDigester digester =
                new SqlDigester(
                        DigestOptions.DEFAULT
                                .withDigestLengthMax(DigestOptions.SERVER_DIGEST_LENGTH)
                                .withDialect(scene.dialect()));

        for (Cell cell : run(scene, SampleSettings.DEFAULT).cells()) {
            for (WireSampleDocument sample : cell.slowSamples()) {
                assertThat(sample.redacted()).isTrue();
                assertThat(sample.values()).isNull();
                assertThat(sample.message()).isNull();
                assertThat(sample.statement()).doesNotContainPattern("'[^']|\\b[0-9]{2,}\\b");
                String family = cell.family().text();
                if (!sample.cut() && !family.contains("(unknown)")) {
                    // The sign of a number is none of its literal; a family has it without.
                    String statement = sample.statement().replace("-?", "?");
                    assertThat(digester.digest(statement).text())
                            .isEqualTo(family.replaceFirst(" ;$", ""));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"query_attributes", "bound_values"})
    void tellTheTraceOfAStatement(String name) throws Exception {
        List<WireSampleDocument> samples = samples(Scene.read(name), SampleSettings.DEFAULT);

        assertThat(samples)
                .filteredOn(sample -> sample.traceparent() != null)
                .hasSize(name.equals("query_attributes") ? 5 : 1)
                .allMatch(sample ->
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
                                .equals(sample.traceparent()));
    }

    private static List<WireSampleDocument> samples(Scene scene, SampleSettings settings)
            throws IOException {
        return run(scene, settings).cells().stream()
                .flatMap(cell -> cell.slowSamples().stream())
                .toList();
    }

    /** Every statement is slow, so that there is a sample of each. */
    private static ClosedWindow run(Scene scene, SampleSettings samples) throws IOException {
        ProbePipeline pipeline =
                new ProbePipeline(
                        PipelineSettings.of(PortFilter.of(List.of(scene.port())))
                                .with(samples)
                                .with(
                                        new AggregateSettings(
                                                true, EVERY, Duration.ZERO, EVERY, EVERY)));
        PacketView packet = new PacketView();
        try (CaptureFile file = CaptureFile.open(scene.capture())) {
            while (file.next(packet) == PacketSource.Read.PACKET) {
                pipeline.packet(packet);
            }
        }
        pipeline.end(packet.nanos());
        return pipeline.closeWindow();
    }

    /** A statement with its literals in one notation. */
    private static String comparable(byte[] statement) {
        // One character a byte, so that texts of any character set can be taken apart.
        Matcher literals = LITERAL.matcher(new String(statement, ISO_8859_1).strip());
        return literals.replaceAll(found -> {
            String literal = found.group();
            String comparable =
                    literal.startsWith("x'")
                            ? text(
                                    HexFormat.of()
                                            .parseHex(literal.substring(2, literal.length() - 1)))
                            : literal.startsWith("'")
                                    ? text(unquoted(literal))
                                    : new BigDecimal(literal).stripTrailingZeros().toPlainString();
            return Matcher.quoteReplacement("<" + comparable + ">");
        });
    }

    private static byte[] unquoted(String literal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\\') {
                i++;
                c =
                        switch (literal.charAt(i)) {
                            case '0' -> '\0';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'Z' -> '\032';
                            default -> literal.charAt(i);
                        };
            } else if (c == '\'') {
                i++;
            }
            bytes.write(c);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException otherCharset) {
            text = new String(bytes, ISO_8859_1);
        }
        return text.matches(".*:[0-9]{2}\\.000000")
                ? text.substring(0, text.length() - ".000000".length())
                : text;
    }
}
