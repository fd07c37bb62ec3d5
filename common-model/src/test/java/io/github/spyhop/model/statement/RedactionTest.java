package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    private static final int LONG = 10_000;

    private final Redaction hidden =
            new Redaction(DigestOptions.DEFAULT, Redaction.Literals.HIDDEN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    select  a from t where b = 'secret' and c in (1, -2,3.5) | select  a from t where b = ? and c in (?, -?,?)
                    INSERT INTO t VALUES ("a ""b\""", x'41', 0x41, N'x', _utf8mb4'y', NULL, TRUE) | INSERT INTO t VALUES (?, ?, ?, ?, _utf8mb4?, NULL, TRUE)
                    SELECT `a 'b'`, `c``d`, @'v' FROM `t` /* user 17 */ WHERE d=1 # secret | SELECT `a 'b'`, `c``d`, @? FROM `t`   WHERE d=?
                    SELECT/*gone*/1 | SELECT ?
                    SELECT /*+ MAX_EXECUTION_TIME(100) */ a FROM t | SELECT /*+ MAX_EXECUTION_TIME(100) */ a FROM t
                    SELECT /*!80000 a, 'b', */ /*!99999 'secret' */c | SELECT /*!80000 a, ?, */  c
                    ALTER USER 'root'@'localhost' IDENTIFIED BY 'secret' | ALTER USER ?@? IDENTIFIED BY ?
                    SELECT 'cut of | SELECT ?
                    SELECT `cut of | SELECT `cut of
                    SELECT 1; SELECT 'two' -- and | SELECT ?; SELECT ?
                    SELECT 1e5, 1a, t.1b, ? | SELECT ?, 1a, t.1b, ?
                    """)
    void hidesLiteralsAndKeepsTheShape(String sql, String text) {
        assertThat(hidden.redact(sql, LONG)).isEqualTo(new Redaction.Redacted(text, false));
    }

    @Test
    void showsLiteralsWhenAskedTo() {
        Redaction shown = new Redaction(DigestOptions.DEFAULT, Redaction.Literals.SHOWN);

        assertThat(shown.redact("SELECT 'ü' /* x */", LONG).text()).isEqualTo("SELECT 'ü' /* x */");
    }

    @Test
    void cutsLongTextsAndSaysSo() {
        assertThat(hidden.redact("SELECT a FROM t", 8))
                .isEqualTo(new Redaction.Redacted("SELECT a", true));
        assertThat(hidden.redact("SELECT `😀`", 9).text()).isEqualTo("SELECT `");
    }
}
