package io.github.spyhop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintCommandTest {

    private String written = "";
    private String errors = "";

    @Test
    void digestsALineAStatement() throws Exception {
        int status = run("\"SELECT a FROM t WHERE b = 1\"\n\"COMMIT\"\n");

        assertThat(status).isZero();
        assertThat(errors).isEmpty();
        assertThat(written.lines().toList())
                .hasSize(2)
                .allMatch(line -> line.contains("\"digest_id\":\""))
                .first()
                .asString()
                .startsWith("{\"digest_text\":\"SELECT `a` FROM `t` WHERE `b` = ?\"")
                .endsWith("\"kind\":\"READ\",\"tables\":[\"t\"]}");
    }

    @Test
    void takesItsOptions() throws Exception {
        String sql = "\"SELECT \\\"a\\\", bcd FROM t ORDER BY 1\"\n";

        run(sql, "--dialect", "8.0", "--sql-mode", "ANSI_QUOTES");
        assertThat(written).contains("\"SELECT `a` , `bcd` FROM `t` ORDER BY ?\"");

        run(sql, "--max-digest-length=4");
        assertThat(written).contains("\"SELECT ?\"");
    }

    @Test
    void saysWhichLinesWereWrongAndGoesOn() throws Exception {
        int status = run("\"SELECT 1\"\nSELECT 2\n\"SELECT 3\"\n");

        assertThat(status).isEqualTo(1);
        assertThat(errors).startsWith("spyhop: ").contains("1").hasLineCount(1);
        assertThat(written.lines()).hasSize(3).element(1).asString().contains("\"line\":2");
    }

    @ParameterizedTest
    @CsvSource({
        "--dialect,oracle",
        "--max-digest-length,-1",
        "--max-digest-length,many",
        "--sql-mode,ANSI_QUOTE",
        "--colour,red"
    })
    void refusesWrongOptions(String option, String value) throws Exception {
        int status = run("", option, value);

        assertThat(status).isEqualTo(2);
        assertThat(errors).contains(option.equals("--colour") ? "--colour" : value);
        assertThat(written).isEmpty();
    }

    private int run(String lines, String... options) throws IOException, InterruptedException {
        CommandRun run =
                CommandRun.of(
                        lines.getBytes(UTF_8),
                        Stream.concat(Stream.of("fingerprint"), Stream.of(options))
                                .toArray(String[]::new));
        written = run.written();
        errors = run.errors();
        return run.status();
    }
}
