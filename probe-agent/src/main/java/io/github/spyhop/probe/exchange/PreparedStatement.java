package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.digest.Family;
import org.jspecify.annotations.Nullable;

/** A statement that a connection prepared on its server. */
final class PreparedStatement {

    private final Family family;
    private final KeptText text;
    private final int parameters;

    /** As the last execution that named them did; later ones may leave them out. */
    private @Nullable ParameterTypes types;

    /** For the next execution. */
    private @Nullable LongData ahead;

    PreparedStatement(Family family, KeptText text, int parameters) {
        this.family = family;
        this.text = text;
        this.parameters = parameters;
    }

    Family family() {
        return family;
    }

    KeptText text() {
        return text;
    }

    int parameters() {
        return parameters;
    }

    @Nullable ParameterTypes types() {
        return types;
    }

    void types(@Nullable ParameterTypes last) {
        types = last;
    }

    /** What was sent for the next execution. */
    LongData ahead() {
        if (ahead == null) {
            ahead = new LongData();
        }
        return ahead;
    }

    /** The same, for the execution that uses it up. */
    @Nullable LongData takeAhead() {
        LongData taken = ahead;
        ahead = null;
        return taken;
    }
}
