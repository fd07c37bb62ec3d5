package io.github.spyhop.model.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SqlModeTest {

    @Test
    void readsWhatTheServerTells() {
        assertThat(SqlMode.parse("ONLY_FULL_GROUP_BY,ansi_quotes, STRICT_TRANS_TABLES"))
                .containsExactly(SqlMode.ANSI_QUOTES);
        assertThat(SqlMode.parse("")).isEmpty();
    }

    @Test
    void takesCombinationsForTheirParts() {
        assertThat(SqlMode.parse("ANSI"))
                .isEqualTo(SqlMode.parse("ORACLE"))
                .containsExactlyInAnyOrder(
                        SqlMode.ANSI_QUOTES, SqlMode.PIPES_AS_CONCAT, SqlMode.IGNORE_SPACE);
        assertThat(SqlMode.parse("MYSQL40")).containsExactly(SqlMode.HIGH_NOT_PRECEDENCE);
    }

    @Test
    void refusesFlagsThatNoServerKnowsWhereAPersonWroteThem() {
        assertThat(SqlMode.parseKnown("TRADITIONAL,IGNORE_SPACE"))
                .containsExactly(SqlMode.IGNORE_SPACE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlMode.parseKnown("ANSI_QUOTE"))
                .withMessageContaining("ANSI_QUOTE");
    }
}
