package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.poll.innodb.LockSession;
import io.github.spyhop.collector.poll.innodb.LockWait;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LockTreeTest {

    @Test
    void putsThoseThatWaitForNobodyAtTheRoot() {
        List<LockTree> trees =
                LockTree.of(List.of(behind(2, 1), behind(3, 2), behind(4, 1), behind(6, 5)));

        assertThat(trees).extracting(LockTreeTest::textOf).containsExactly("1[2[3] 4]", "5[6]");
    }

    @Test
    void endsInACircle() {
        List<LockTree> trees = LockTree.of(List.of(behind(2, 1), behind(1, 2)));

        assertThat(trees).extracting(LockTreeTest::textOf).containsExactly("1[2[1]]");
    }

    @Test
    void namesAWaiterOnceForEachBlocker() {
        List<LockTree> trees = LockTree.of(List.of(behind(2, 1), behind(2, 1)));

        assertThat(trees).extracting(LockTreeTest::textOf).containsExactly("1[2]");
    }

    private static String textOf(LockTree tree) {
        String below =
                tree.waiters().stream().map(LockTreeTest::textOf).collect(Collectors.joining(" "));
        return tree.session().pid() + (below.isEmpty() ? "" : "[" + below + "]");
    }

    private static LockWait behind(long waiting, long blocking) {
        return new LockWait(session(waiting), session(blocking), "row", "s.t", "PRIMARY", "X");
    }

    private static LockSession session(long pid) {
        return new LockSession(pid, "u", "h", "s", "Query", null, 1, "SELECT 1");
    }
}
