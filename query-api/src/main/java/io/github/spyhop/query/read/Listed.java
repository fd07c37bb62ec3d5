package io.github.spyhop.query.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where it ended, if there may be more
 */
public record Listed<T>(List<T> items, Optional<Position> next) {

    /** The items of a part that was to have so many at most. */
    static <T> Listed<T> of(List<T> items, int limit, Function<T, Position> positionOf) {
        return new Listed<>(
                items,
                items.size() < limit
                        ? Optional.empty()
                        : Optional.of(positionOf.apply(items.getLast())));
    }

    /** The same part in another form. */
    public <R> Listed<R> map(Function<T, R> form) {
        return new Listed<>(items.stream().map(form).toList(), next);
    }
}
