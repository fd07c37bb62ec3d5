package io.github.spyhop.binlog.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConfirmWindowTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void aUnitIsDoneWhenAllItsMessagesAndAllUnitsBeforeAre() {
        ConfirmWindow<String> window = new ConfirmWindow<>(10, 1_000, done::add);
        send(window, 2);
        window.endUnit("a");
        send(window, 1);
        window.endUnit("b");
        window.endUnit("empty");

        window.confirm(3, false);
        assertThat(done).isEmpty();
        window.confirm(1, false);
        assertThat(done).isEmpty();
        window.confirm(2, false);
        assertThat(done).containsExactly("a", "b", "empty");
    }

    @Test
    void anEmptyUnitIsDoneAtOnceIfNothingIsBeforeIt() {
        ConfirmWindow<String> window = new ConfirmWindow<>(10, 1_000, done::add);

        window.endUnit("empty");

        assertThat(done).containsExactly("empty");
    }

    @Test
    void holdsBackBeyondItsNumberAndItsBytes() throws Exception {
        ConfirmWindow<String> byCount = new ConfirmWindow<>(2, 1_000, done::add);
        send(byCount, 2);
        ConfirmWindow<String> byBytes = new ConfirmWindow<>(10, 100, done::add);
        byBytes.sending(60);

        assertThat(byCount.hasRoom(1)).isFalse();
        assertThat(byBytes.hasRoom(41)).isFalse();
        assertThat(byBytes.hasRoom(40)).isTrue();
        byBytes.confirm(1, false);
        assertThat(byBytes.hasRoom(5_000)).as("alone, however large").isTrue();
    }

    @Test
    void nothingIsDoneAfterAFailure() {
        ConfirmWindow<String> window = new ConfirmWindow<>(10, 1_000, done::add);
        send(window, 2);
        window.endUnit("a");

        window.fail(new PublishException.Unroutable("message 1"));
        window.confirm(2, true);
        window.endUnit("b");

        assertThat(done).isEmpty();
        assertThatThrownBy(window::throwIfFailed).hasMessage("message 1");
        assertThatThrownBy(() -> window.awaitAll(1, TimeUnit.SECONDS)).hasMessage("message 1");
        assertThatThrownBy(() -> window.hasRoom(1)).hasMessage("message 1");
    }

    @Test
    void confirmsMayComeInAnyOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            done.clear();
            ConfirmWindow<String> window = new ConfirmWindow<>(64, 100_000, done::add);
            List<Long> open = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            long number = 0;
            while (number < 500) {
                for (int i = random.nextInt(5); i > 0 && open.size() < 60; i--) {
                    send(window, 1);
                    open.add(++number);
                }
                window.endUnit("unit to " + number);
                expected.add("unit to " + number);
                Collections.shuffle(open, random);
                while (open.size() > random.nextInt(60)) {
                    confirmOne(window, open, random);
                }
            }
            window.confirm(number, true);

            assertThat(done).containsExactlyElementsOf(expected);
            assertThat(window.open()).isZero();
        }
    }

    private static void confirmOne(ConfirmWindow<String> window, List<Long> open, Random random) {
        long picked = open.removeLast();
        if (random.nextInt(4) == 0) {
            window.confirm(picked, true);
            open.removeIf(other -> other < picked);
        } else {
            window.confirm(picked, false);
        }
    }

    private static void send(ConfirmWindow<String> window, int count) {
        LongStream.range(0, count).forEach(i -> window.sending(10));
    }
}
