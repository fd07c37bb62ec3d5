package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactorTest {

    private static final String DEADLOCK =
            """
            *** (1) TRANSACTION:
            MySQL thread id 12, OS thread handle 139, query id 56 localhost app updating
            UPDATE people SET name = 'secret
            line' WHERE id = 4711
            *** (1) HOLDS THE LOCK(S):
            RECORD LOCKS space id 2 page no 4 n bits 72 index PRIMARY of table `shop`.`people`
            Record lock, heap no 2 PHYSICAL RECORD: n_fields 4; compact format; info bits 0
             0: len 4; hex 80000001; asc     ;;
             1: len 6; hex 736563726574; asc secret;;
            *** WE ROLL BACK TRANSACTION (1)
            """;

    private final Redactor redactor = new Redactor(true, "8.0.36", "");

    @Test
    void aMessageKeepsNothingBetweenItsFirstAndItsLastQuote() {
        assertThat(redactor.message("Duplicate entry 'it's secret' for key 'people.name'"))
                .isEqualTo("Duplicate entry '?'");
    }

    @Test
    void aDeadlockKeepsLocksAndStatementsButNoValues() {
        assertThat(redactor.deadlock(DEADLOCK))
                .contains("UPDATE people SET name = ? WHERE id = ?")
                .contains("of table `shop`.`people`")
                .contains("query id 56 localhost app updating")
                .contains(" 1: len 6; hex ?; asc ?;;")
                .contains("*** WE ROLL BACK TRANSACTION (1)")
                .doesNotContain("secret", "4711", "80000001");
    }

    @Test
    void theServersModeSaysWhereATextEnds() {
        Redactor plain = new Redactor(true, "8.0.36", "NO_BACKSLASH_ESCAPES");

        assertThat(plain.sql("SELECT 'a\\', 'secret'")).isEqualTo("SELECT ?, ?");
    }

    @Test
    void keepsAllWhereTheOperatorWants() {
        Redactor shown = new Redactor(false, "8.0.36", "");

        assertThat(shown.sql("SELECT 1")).isEqualTo("SELECT 1");
        assertThat(shown.deadlock(DEADLOCK)).isEqualTo(DEADLOCK);
        assertThat(shown.message("entry '1'")).isEqualTo("entry '1'");
    }
}
