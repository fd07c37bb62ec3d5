package io.github.spyhop.binlog.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtidSetTest {

    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4350f323-7565-4e59-8763-4b1b83a0ce0e";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                A + ":1",
                A + ":1-5",
                A + ":1-5:7:9-12",
                A + ":1-5," + B + ":3",
                A + ":1-3:blue:1-9:20",
                A + ":blue:1:green:2-3"
            })
    void writesWhatItReads(String text) {
        assertThat(GtidSet.parse(text)).hasToString(text);
    }

    @Test
    void readsWhatTheServerWritesOverSeveralLines() {
        assertThat(GtidSet.parse(A.toUpperCase(Locale.ROOT) + ":1-5,\n" + B + ":3"))
                .hasToString(A + ":1-5," + B + ":3");
    }

    @Test
    void joinsWhatTouches() {
        assertThat(GtidSet.parse(A + ":5-6:1-2:3-4")).hasToString(A + ":1-6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", A, A + ":0", A + ":5-3", A + ":1-", "A:1"})
    void refusesWhatIsNone(String text) {
        if (text.equals(A)) {
            assertThat(GtidSet.parse(text).isEmpty()).isTrue();
        } else {
            assertThatThrownBy(() -> GtidSet.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tellsTagsApart() {
        GtidSet set = GtidSet.parse(A + ":blue:1-3");

        assertThat(set.contains(new Gtid(UUID.fromString(A), "blue", 2))).isTrue();
        assertThat(set.contains(new Gtid(UUID.fromString(A), "", 2))).isFalse();
    }

    @Test
    void subtracts() {
        GtidSet rest = GtidSet.parse(A + ":1-10," + B + ":1").minus(GtidSet.parse(A + ":3-4:9-20"));

        assertThat(rest).hasToString(A + ":1-2:5-8," + B + ":1");
    }

    @Test
    void isASetOfNumbersWhateverTheOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Set<Long> one = numbers(random);
            Set<Long> other = numbers(random);
            GtidSet oneSet = of(one);
            GtidSet otherSet = of(other);
            Set<Long> difference = new HashSet<>(one);
            difference.removeAll(other);
            Set<Long> union = new HashSet<>(one);
            union.addAll(other);
            GtidSet both = oneSet.copy();
            both.addAll(otherSet);

            assertThat(oneSet.count()).isEqualTo(one.size());
            assertThat(LongStream.rangeClosed(1, 70).filter(n -> has(oneSet, n)).boxed())
                    .containsExactlyInAnyOrderElementsOf(one);
            assertThat(oneSet.minus(otherSet)).isEqualTo(of(difference));
            assertThat(both).isEqualTo(of(union));
            assertThat(both.containsAll(oneSet)).isTrue();
            assertThat(oneSet.containsAll(both)).isEqualTo(one.containsAll(other));
            assertThat(GtidSet.parse(both.toString())).isEqualTo(both);
        }
    }

    private static Set<Long> numbers(Random random) {
        Set<Long> numbers = new HashSet<>();
        random.longs(random.nextInt(40), 1, 70).forEach(numbers::add);
        return numbers;
    }

    private static GtidSet of(Set<Long> numbers) {
        GtidSet set = new GtidSet();
        numbers.forEach(n -> set.add(new Gtid(UUID.fromString(A), "", n)));
        return set;
    }

    private static boolean has(GtidSet set, long number) {
        return set.contains(new Gtid(UUID.fromString(A), "", number));
    }
}
