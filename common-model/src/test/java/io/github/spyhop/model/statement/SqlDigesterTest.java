package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlDigesterTest {

    private final SqlDigester digester = new SqlDigester();

    @Test
    void namesAFamilyByTheHashOfItsText() throws Exception {
        StatementDigest digest = digester.digest("select 'ü', `ü` from t");

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(digest.text().getBytes(UTF_8));
        assertThat(digest.text()).isEqualTo("SELECT ? , `ü` FROM `t`");
        assertThat(digest.id()).isEqualTo(HexFormat.of().formatHex(hash).substring(0, 32));
    }

    @Test
    void givesTheDigestThatPerformanceSchemaShows() {
        digester.digest("SELECT 1");

        assertThat(digester.serverDigest())
                .isEqualTo("d1b44b0c19af710b5a679907e284acd2ddc285201794bc69a2389d77baedddae");
    }

    @Test
    void makesOneObjectForAFamily() {
        StatementDigest first = digester.digest("SELECT a FROM t WHERE b = 1");
        StatementDigest second = digester.digest("select a  from t where b = 'x' -- again");

        assertThat(second).isSameAs(first);
    }

    @Test
    void allocatesNothingForKnownFamilies() {
        byte[] sql =
                "SELECT c, `d` FROM sbtest1 WHERE id IN (1, -2, 'it''s') AND e IS NULL ORDER BY 1"
                        .getBytes(UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        digester.digest(sql);
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            digester.digest(sql);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // A few hundred bytes may be the measurement's own.
        assertThat(allocated).isLessThan(10_000);
    }

    @Test
    void forgetsFamiliesBeyondItsLimitButStaysRight() {
        SqlDigester small = new SqlDigester(DigestOptions.DEFAULT.withFamiliesMax(8));

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(small.digest("SELECT a" + i).text()).isEqualTo("SELECT `a" + i + "`");
            }
        }
    }

    @Test
    void readsOnlyThePartThatItIsGiven() {
        byte[] sql = "xxSELECT abc FROM tablexx".getBytes(UTF_8);

        for (int to = 2; to <= sql.length; to++) {
            byte[] alone = java.util.Arrays.copyOfRange(sql, 2, to);
            assertThat(digester.digest(sql, 2, to)).isEqualTo(digester.digest(alone));
        }
    }

    @Test
    void cutsWhereTheServerCuts() {
        String sql = "SELECT a, bcd, 1 FROM t ORDER BY 1";

        // 2 bytes a token, 4 and its length a name, 6 a column's number.
        assertThat(cut(sql, 1)).isEmpty();
        assertThat(cut(sql, 6)).isEqualTo("SELECT");
        assertThat(cut(sql, 7)).isEqualTo("SELECT `a`");
        assertThat(cut(sql, 15)).isEqualTo("SELECT `a` ,");
        assertThat(cut(sql, 16)).isEqualTo("SELECT `a` , `bcd`");
        // The number's place is given up before its longer form is found not to fit.
        assertThat(cut(sql, 33)).isEqualTo("SELECT `a` , `bcd` , ? FROM `t` ORDER BY");
        assertThat(cut(sql, 37)).isEqualTo("SELECT `a` , `bcd` , ? FROM `t` ORDER BY 1");
        assertThat(cut(sql, 0)).isEqualTo("SELECT `a` , `bcd` , ? FROM `t` ORDER BY 1");
    }

    @Test
    void aCutTextIsTheBeginningOfTheWholeOne() {
        String sql = "SELECT a, (1, 2), f(3) FROM t WHERE (x, y) IN ((1, 2), (3, 4)) AND z = -1";
        String whole = cut(sql, 0);

        for (int length = 1; length < 120; length++) {
            // What a later token would have reduced may still stand unreduced at the end.
            String beginning = cut(sql, length).replaceAll("[ (?,.)/*-]*$", "");
            assertThat(whole).startsWith(beginning);
        }
    }

    private static String cut(String sql, int length) {
        return new SqlDigester(DigestOptions.DEFAULT.withDigestLengthMax(length))
                .digest(sql)
                .text();
    }

    @Test
    void splitsATextAtItsSemicolons() {
        assertThat(split("SELECT 1; DELETE FROM t;\n\n INSERT INTO u VALUES (';')"))
                .containsExactly("SELECT ?", "DELETE FROM `t`", "INSERT INTO `u` VALUES (?)");
    }

    @Test
    void keepsTheBodyOfAStoredProgramTogether() {
        assertThat(
                        split(
                                """
                                CREATE PROCEDURE p(end INT) l: BEGIN
                                  IF end > 0 THEN SET @a = IF(end, 1, 2); ELSE BEGIN END; END IF;
                                  CASE end WHEN 1 THEN SELECT CASE a WHEN 1 THEN 2 END; ELSE SET @b = end; END CASE;
                                  WHILE end < 9 DO SET end = end + 1; END WHILE;
                                  REPEAT SET @c = REPEAT('x', 3); UNTIL end END REPEAT;
                                  LOOP LEAVE l; END LOOP;
                                END l; SELECT 2
                                """))
                .hasSize(2)
                .last()
                .isEqualTo("SELECT ?");
        assertThat(split("CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET @a = 1; SELECT 2"))
                .hasSize(2);
        assertThat(split("CREATE TABLE event (begin INT, end INT); BEGIN; COMMIT")).hasSize(3);
    }

    private List<String> split(String sql) {
        byte[] bytes = sql.getBytes(UTF_8);
        List<String> texts = new ArrayList<>();
        int from = 0;
        while (!new String(bytes, from, bytes.length - from, UTF_8).isBlank()) {
            texts.add(digester.digest(bytes, from, bytes.length).text());
            from = digester.nextStatement();
        }
        return texts;
    }

    @Test
    void makesTheMostOfTextsThatTheServerRefuses() {
        assertThat(digester.digest("").text()).isEmpty();
        assertThat(digester.digest(" /* nothing */ ").text()).isEmpty();
        assertThat(digester.digest("SELECT 'cut off").text()).isEqualTo("SELECT ?");
        assertThat(digester.digest("SELECT `cut off").text()).isEqualTo("SELECT `cut off`");
        assertThat(digester.digest("SELECT 1 /* cut off").text()).isEqualTo("SELECT ?");
        assertThat(digester.digest("SELECT x'0g', a FROM").text()).isEqualTo("SELECT ? , `a` FROM");
        assertThat(digester.digest("SELECT 1\0; SELECT 2").text()).isEqualTo("SELECT ?");
        assertThat(digester.digest("SELECT @@ , 1").text()).isEqualTo("SELECT @@, ?");
    }

    @Test
    void takesPlaceholdersForValues() {
        assertThat(digester.digest("SELECT ?, a?b FROM t WHERE c IN (?, ?) LIMIT ?").text())
                .isEqualTo("SELECT ? , `a` ? `b` FROM `t` WHERE `c` IN (...) LIMIT ?");
    }

    @Test
    void readsMariaDbsExecutableComments() {
        SqlDigester mariaDb = new SqlDigester(DigestOptions.DEFAULT.withDialect(Dialect.MARIADB));

        assertThat(
                        mariaDb.digest("SELECT /*M!100100 a, */ /*!80000 b, */ /*!100100 c, */ 1")
                                .text())
                .isEqualTo("SELECT `a` , `c` , ?");
        assertThat(digester.digest("SELECT /*M!100100 a, */ 1").text()).isEqualTo("SELECT ?");
    }
}
