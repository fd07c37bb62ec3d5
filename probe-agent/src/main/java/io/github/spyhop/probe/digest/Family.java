package io.github.spyhop.probe.digest;

import io.github.spyhop.model.statement.StatementDigest;
import org.jspecify.annotations.Nullable;

/** A statement family, with what the session's state depends on. */
public final class Family extends Keyed {

    /** Stands for all families beyond the limit of a window. */
    public static final Family FOLDED =
            new Family(new StatementDigest("(other statements)", "0".repeat(32)));

    private final StatementDigest digest;
    private final boolean changesSchema;
    private final @Nullable String schemaDropped;
    private final boolean isCall;
    private final boolean setsReading;

    Family(StatementDigest digest) {
        this.digest = digest;
        changesSchema = digest.text().startsWith("USE ");
        schemaDropped = schemaDropped(digest.text());
        isCall = digest.text().startsWith("CALL ");
        setsReading = setsReading(digest.text());
    }

    private static @Nullable String schemaDropped(String text) {
        if (!text.startsWith("DROP SCHEMA ") && !text.startsWith("DROP DATABASE ")) {
            return null;
        }
        int name = text.indexOf('`');
        return name < 0 || text.length() < name + 2
                ? null
                : text.substring(name + 1, text.length() - 1).replace("``", "`");
    }

    private static boolean setsReading(String text) {
        return text.startsWith("SET ")
                && (text.contains("sql_mode")
                        || text.startsWith("SET NAMES")
                        || text.contains("character_set_client")
                        || text.contains("CHARACTER SET"));
    }

    StatementDigest digest() {
        return digest;
    }

    /** Whether it was made of this very object: digesters give the same one for a known family. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(StatementDigest other) {
        return digest == other;
    }

    /** 32 hexadecimal digits. */
    public String id() {
        return digest.id();
    }

    public String text() {
        return digest.text();
    }

    /** What kind of statement it is, by its first word. */
    public String kind() {
        String text = digest.text();
        int space = text.indexOf(' ');
        return switch (space < 0 ? text : text.substring(0, space)) {
            case "SELECT", "SHOW", "DESCRIBE", "EXPLAIN", "TABLE", "VALUES" -> "READ";
            case "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD" -> "WRITE";
            case "CREATE", "ALTER", "DROP", "TRUNCATE", "RENAME" -> "DDL";
            case "BEGIN", "COMMIT", "ROLLBACK", "START", "SAVEPOINT", "RELEASE" -> "TRANSACTION";
            case "CALL" -> "CALL";
            case "SET", "USE" -> "SET";
            default -> "OTHER";
        };
    }

    /** Whether there is no statement, only spaces and comments. */
    public boolean isEmpty() {
        return digest.text().isEmpty();
    }

    public boolean changesSchema() {
        return changesSchema;
    }

    /** Whether it may have several results of which only the last is its own. */
    public boolean isCall() {
        return isCall;
    }

    /** Whether it drops this schema; a session whose schema that is has none then. */
    public boolean dropsSchema(@Nullable String schema) {
        return schemaDropped != null && schemaDropped.equals(schema);
    }

    /** Whether it may change how the session's later statements are to be read. */
    public boolean setsReading() {
        return setsReading;
    }
}
