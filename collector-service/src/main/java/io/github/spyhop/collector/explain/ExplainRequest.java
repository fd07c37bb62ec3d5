package io.github.spyhop.collector.explain;

import io.github.spyhop.collector.poll.perfschema.StatementKey;
import org.jspecify.annotations.Nullable;

/**
 * A statement to explain.
 *
 * @param text as it was sent, hints included, with the values of a prepared statement
 * @param truncated whether the server cut it
 * @param schema the schema that it ran in
 * @param settings the settings of the session that it ran in, as far as they are known
 * @param running where it runs, if it does
 * @param source as in {@link io.github.spyhop.model.store.PlanDocument.Analysis#source}
 */
public record ExplainRequest(
        String text,
        boolean truncated,
        @Nullable String schema,
        SessionSettings settings,
        @Nullable Running running,
        String source) {

    /** A statement that runs on a connection. */
    public record Running(long connectionId, StatementKey key) {}
}
