package io.github.spyhop.probe.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a statement belongs to (<a href="https://www.w3.org/TR/trace-context/">W3C Trace
 * Context</a>), as its client sends it along: in a query attribute, or in a comment (<a
 * href="https://google.github.io/sqlcommenter/spec/">sqlcommenter</a>).
 */
final class TraceContext {

    static final String NAME = "traceparent";

    private static final String VALUE =
            "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    private static final Pattern LITERAL = Pattern.compile("'(" + VALUE + ")'");
    private static final Pattern COMMENT =
            Pattern.compile("(?:^|[\\s,])" + NAME + "='(" + VALUE + ")'");

    private TraceContext() {}

    /** The traceparent that a SQL literal is, or null. */
    static @Nullable String ofLiteral(String literal) {
        Matcher whole = LITERAL.matcher(literal);
        return whole.matches() ? whole.group(1) : null;
    }

    /** The traceparent in a comment, or null if it has none that is valid. */
    static @Nullable String ofComment(String comment) {
        Matcher part = COMMENT.matcher(comment);
        return part.find() ? part.group(1) : null;
    }
}
