package io.github.spyhop.model.slowlog;

import java.util.Map;

/**
 * What was found in a slow log.
 *
 * @param entries statements that were read
 * @param cut entries of which a part is missing, as at the start or end of a rotated file, or that
 *     are longer than {@link SlowLogParser#TEXT_CHARS_MAX}; they are no statements here
 * @param withoutErrorNumber statements of which the log does not tell whether they failed
 * @param administratorCommands commands that are no statements, such as {@code Quit}, by name
 */
public record SlowLogTally(
        long entries, long cut, long withoutErrorNumber, Map<String, Long> administratorCommands) {

    public SlowLogTally {
        administratorCommands = Map.copyOf(administratorCommands);
    }
}
