package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of words, and the numbers that the rules name, say the same. */
class TokenTest {

    private static final Set<String> NO_WORDS =
            Set.of(
                    "END",
                    "NUL",
                    "COUNT",
                    "IDENT",
                    "UNDERSCORE_CHARSET",
                    "PARAM_MARKER",
                    "TEXT_STRING",
                    "NCHAR_STRING",
                    "HOSTNAME",
                    "DOLLAR_QUOTED_STRING",
                    "WITH_ROLLUP",
                    "SET_VAR",
                    "JSON_SEPARATOR",
                    "JSON_UNQUOTED_SEPARATOR",
                    "EQ",
                    "EQUAL",
                    "NE",
                    "LT",
                    "LE",
                    "GT",
                    "GE",
                    "SHIFT_LEFT",
                    "SHIFT_RIGHT",
                    "AND_AND",
                    "OR_OR",
                    "OR2",
                    "NOT2",
                    "MASTER_TLS_CIPHERSUITES");

    private final Keywords keywords = Keywords.ofStatements(Dialect.MYSQL_9_7.version());

    @Test
    void everyNamedWordHasItsNumber() throws IllegalAccessException {
        for (Field field : Token.class.getDeclaredFields()) {
            String name = field.getName();
            int token = field.getInt(null);
            boolean isDigestToken = token >= 1100 && token < 1150;
            if (!NO_WORDS.contains(name) && !name.endsWith("NUM") && !isDigestToken) {
                String word = name.equals("END_WORD") ? "END" : name;
                assertThat(keywords.token(word)).as(word).isEqualTo(token);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "SELECT", "SeLeCt", "intersect", "source_public_key_path"})
    void findsWordsInAnyCase(String word) {
        assertThat(keywords.token(word)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"selec", "selects", "s3lect", "\u00d3elect", "", "constraint_catalogs"})
    void findsNoOthers(String word) {
        assertThat(keywords.token(word)).isZero();
    }

    @Test
    void knowsTheWordsOfEachVersion() {
        Keywords old = Keywords.ofStatements(Dialect.MYSQL_8_0.version());
        Keywords later = Keywords.ofStatements(Dialect.parse("8.0.36").version());

        assertThat(old.token("INTERSECT")).isZero();
        assertThat(later.token("INTERSECT")).isPositive();
        assertThat(keywords.token("INTERSECT")).isPositive();
        assertThat(old.token("MASTER_HOST")).isPositive();
        assertThat(keywords.token("MASTER_HOST")).isZero();
        assertThat(Keywords.ofStatements(Dialect.MYSQL_8_4.version()).token("QUALIFY"))
                .isPositive();
    }
}
