package io.github.spyhop.collector.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spyhop.collector.poll.storage.IndexUse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexAdviceTest {

    @Test
    void namesAnIndexThatAnotherBeginsWith() {
        IndexUse shorter = index("a", false, 1L, "a");
        IndexUse longer = index("a_b", false, 1L, "a", "b");

        assertThat(IndexAdvice.duplicates(List.of(longer, shorter)))
                .containsExactly(new IndexAdvice.Duplicate(shorter, longer));
    }

    @Test
    void namesOnlyOneOfTwoThatAreAlike() {
        IndexUse one = index("a", false, 1L, "a");
        IndexUse two = index("b", false, 1L, "a");

        assertThat(IndexAdvice.duplicates(List.of(one, two)))
                .containsExactly(new IndexAdvice.Duplicate(two, one));
    }

    @Test
    void keepsAUniqueIndexThatForbidsMore() {
        IndexUse unique = index("u", true, 1L, "a");
        IndexUse longer = index("a_b", false, 1L, "a", "b");

        assertThat(IndexAdvice.duplicates(List.of(unique, longer))).isEmpty();
    }

    @Test
    void namesWhatNothingWasReadByUnlessItIsUniqueOrNotKnown() {
        IndexUse unused = index("a", false, 0L, "a");

        assertThat(
                        IndexAdvice.unused(
                                List.of(
                                        unused,
                                        index("b", false, 3L, "b"),
                                        index("c", true, 0L, "c"),
                                        index("d", false, null, "d"))))
                .containsExactly(unused);
    }

    private static IndexUse index(
            String name, boolean unique, @Nullable Long reads, String... columns) {
        return new IndexUse("s", "t", name, unique, true, List.of(columns), reads, 0, 0);
    }
}
