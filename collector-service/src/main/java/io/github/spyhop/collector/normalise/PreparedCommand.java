package io.github.spyhop.collector.normalise;

import java.util.Locale;

/**
 * What was done with a statement. Newer servers (9.7; not yet 8.0.15, which does not count the
 * execution of prepared statements at all) put the command before the digest text of a prepared
 * statement, as in {@code EXECUTE SELECT ?}; the wire shows the statement without it.
 */
public enum PreparedCommand {
    QUERY,
    PREPARE,
    EXECUTE,
    DEALLOCATE;

    /** The name in the store. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that a server's digest text begins with. */
    static PreparedCommand of(String digestText) {
        for (PreparedCommand command : values()) {
            if (command != QUERY && digestText.startsWith(command.name() + " ")) {
                return command.isPrefixOf(digestText) ? command : QUERY;
            }
        }
        return QUERY;
    }

    /** The digest text of the prepared statement itself. */
    String statementOf(String digestText) {
        return this == QUERY ? digestText : digestText.substring(name().length() + 1);
    }

    /** In the SQL statements of these names, the name of a prepared statement follows. */
    private boolean isPrefixOf(String digestText) {
        String rest = digestText.substring(name().length() + 1);
        boolean isSqlStatement =
                rest.startsWith("`") || (this == DEALLOCATE && rest.startsWith("PREPARE `"));
        return !isSqlStatement;
    }
}
