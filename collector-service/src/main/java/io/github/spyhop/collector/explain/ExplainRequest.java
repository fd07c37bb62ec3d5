package io.github.spyhop.collector.explain;

import org.jspecify.annotations.Nullable;

/**
 * A statement to explain.
 *
 * @param text as it was sent, hints included
 * @param truncated whether the server cut it
 * @param schema the schema that it ran in
 * @param settings the settings of the session that it ran in, as far as they are known
 */
public record ExplainRequest(
        String text, boolean truncated, @Nullable String schema, SessionSettings settings) {}
