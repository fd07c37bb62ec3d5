package io.github.spyhop.collector.poll.innodb;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session waits for another.
 *
 * @param kind {@code row} or {@code metadata}
 * @param object what is locked: {@code schema.table}
 * @param index the index whose record is locked, for a row
 * @param mode the lock that is asked for, as the server names it
 */
public record LockWait(
        LockSession waiting,
        LockSession blocking,
        String kind,
        String object,
        @Nullable String index,
        String mode) {

    LockWait withTexts(UnaryOperator<@Nullable String> form) {
        return new LockWait(
                waiting.withText(form), blocking.withText(form), kind, object, index, mode);
    }
}
