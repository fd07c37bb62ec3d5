package io.github.spyhop.binlog.transaction;

import java.util.Locale;
import java.util.Set;

/** What a statement that was logged as text means for the transaction around it. */
enum StatementKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO,
    XA_START,
    XA_END,
    XA_COMMIT,
    XA_ROLLBACK,
    /** Changes definitions, accounts or settings; no rows by itself. */
    DEFINITION,
    /** Changes rows that are not in the binlog, because it is not logged by row. */
    ROWS_UNSEEN;

    private static final Set<String> DEFINITIONS =
            Set.of(
                    "ALTER",
                    "ANALYZE",
                    "CHANGE",
                    "CREATE",
                    "DROP",
                    "FLUSH",
                    "GRANT",
                    "INSTALL",
                    "OPTIMIZE",
                    "RENAME",
                    "REPAIR",
                    "RESET",
                    "REVOKE",
                    "SET",
                    "TRUNCATE",
                    "UNINSTALL",
                    "#");

    static StatementKind of(String sql) {
        String text = withoutLeadingComments(sql);
        String[] words = text.substring(0, Math.min(text.length(), 64)).split("[\\s(`;/*]+", 4);
        String first = upper(words, 0);
        return switch (first) {
            case "BEGIN" -> BEGIN;
            case "COMMIT" -> COMMIT;
            case "SAVEPOINT" -> SAVEPOINT;
            case "ROLLBACK" -> upper(words, 1).equals("TO") ? ROLLBACK_TO : ROLLBACK;
            case "XA" ->
                    switch (upper(words, 1)) {
                        case "START", "BEGIN" -> XA_START;
                        case "END" -> XA_END;
                        case "COMMIT" -> XA_COMMIT;
                        case "ROLLBACK" -> XA_ROLLBACK;
                        default -> ROWS_UNSEEN;
                    };
            default -> DEFINITIONS.contains(first) ? DEFINITION : ROWS_UNSEEN;
        };
    }

    private static String upper(String[] words, int index) {
        return index < words.length ? words[index].toUpperCase(Locale.ROOT) : "";
    }

    /** The statement from its first word on; that of a comment for MySQL alone counts. */
    static String withoutLeadingComments(String sql) {
        String text = sql.stripLeading();
        while (true) {
            if (text.startsWith("/*!")) {
                text = text.substring(3).replaceFirst("^\\d*", "").stripLeading();
            } else if (text.startsWith("/*")) {
                int end = text.indexOf("*/", 2);
                text = end < 0 ? "" : text.substring(end + 2).stripLeading();
            } else if (text.startsWith("--") || text.startsWith("#")) {
                int end = text.indexOf('\n');
                if (end < 0) {
                    return text;
                }
                text = text.substring(end + 1).stripLeading();
            } else {
                return text;
            }
        }
    }
}
