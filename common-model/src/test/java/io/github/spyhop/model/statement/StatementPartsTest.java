package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatementPartsTest {

    private final StatementParts parts = new StatementParts(DigestOptions.DEFAULT);

    private List<String> comments(String sql) {
        byte[] bytes = ("xx" + sql + "yy").getBytes(UTF_8);
        return parts.comments(bytes, 2, bytes.length - 2);
    }

    @Test
    void findsCommentsWhereverTheyStand() {
        assertThat(
                        comments(
                                "/*first*/ SELECT '/*none*/', \"-- none\", `#none` /* né */, 1--"
                                        + " end\n"
                                        + "# of 'line\n"
                                        + " FROM t /*last*/"))
                .containsExactly("first", " né ", " end", " of 'line", "last");
    }

    @Test
    void takesNoHintsNorExecutedTextForComments() {
        assertThat(comments("SELECT /*+ MAX_EXECUTION_TIME(9) */ /*!80000 a, */ /*! b */ c"))
                .isEmpty();
    }

    @Test
    void readsCommentsThatAreCutOrEmpty() {
        assertThat(comments("SELECT 1 /* cut")).containsExactly(" cut");
        assertThat(comments("/**/SELECT 1")).containsExactly("");
        assertThat(comments("")).isEmpty();
        assertThat(comments("/*only*/")).containsExactly("only");
    }

    @Test
    void putsValuesWhereTheirMarksAre() {
        assertThat(
                        parts.withValues(
                                "SELECT '?', ?/*?*/, `?` FROM t WHERE é=? AND b=?",
                                List.of("1", "'?'", "NULL")))
                .isEqualTo("SELECT '?', 1/*?*/, `?` FROM t WHERE é='?' AND b=NULL");
        assertThat(parts.withValues("SELECT ?, ?", List.of("1"))).isEqualTo("SELECT 1, ?");
    }

    @Test
    void followsTheModesOfTheSession() {
        StatementParts ansi =
                new StatementParts(DigestOptions.DEFAULT.withSqlModes(Set.of(SqlMode.ANSI_QUOTES)));
        assertThat(ansi.withValues("SELECT \"?\", ?", List.of("7"))).isEqualTo("SELECT \"?\", 7");
    }
}
