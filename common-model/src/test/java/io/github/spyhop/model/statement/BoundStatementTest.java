package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundStatementTest {

    private final BoundStatement bound = new BoundStatement(DigestOptions.DEFAULT);

    @Test
    void putsValuesWhereMarkersAre() {
        assertThat(
                        bound.of(
                                "SELECT '?', `a?`, \"?\" /* ? */ FROM t -- ?\n"
                                        + "WHERE a=? AND b IN (?,?) AND n = 'ü'",
                                List.of("'O''Hara ?'", "NULL", "-1.5")))
                .hasValue(
                        "SELECT '?', `a?`, \"?\" /* ? */ FROM t -- ?\n"
                                + "WHERE a='O''Hara ?' AND b IN (NULL,-1.5) AND n = 'ü'");
        assertThat(bound.of("SELECT 1", List.of())).hasValue("SELECT 1");
    }

    @Test
    void guessesNothingWhereMarkersAndValuesAreNotAsMany() {
        assertThat(bound.of("SELECT ?, ?", List.of("1"))).isEmpty();
        assertThat(bound.of("SELECT ?", List.of("1", "2"))).isEmpty();
    }
}
