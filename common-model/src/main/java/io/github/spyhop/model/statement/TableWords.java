package io.github.spyhop.model.statement;

import java.util.Arrays;

/** What the words of a dialect mean to {@link TableScanner}. */
final class TableWords {

    /** What a word announces or ends. */
    enum Role {
        NONE,
        SELECT,
        DELETE,
        UPDATE,
        INSERT,
        TRUNCATE,
        HANDLER,
        DESCRIBE,
        FROM,
        JOIN,
        TABLE,
        TABLES,
        VIEW,
        REFERENCES,
        ON,
        USING,
        LIKE,
        WITH,
        TO,
        SHOWN,
        IN,
        LIST_END
    }

    private final Role[] roles = new Role[Token.COUNT];
    private final boolean[] modifiers = new boolean[Token.COUNT];
    private final boolean[] noTables = new boolean[Token.COUNT];
    private final boolean[] noVerbs = new boolean[Token.COUNT];
    private final boolean[] lists = new boolean[Token.COUNT];

    TableWords(Keywords keywords) {
        Arrays.fill(roles, Role.NONE);
        for (String line : ResourceLines.read("table-words.txt")) {
            String[] fields = line.split(" ");
            for (int i = 1; i < fields.length; i++) {
                int token = keywords.token(fields[i]);
                // A word that this version does not have means nothing.
                if (token != 0) {
                    mark(fields[0], token);
                }
            }
        }
    }

    private void mark(String role, int token) {
        switch (role) {
            case "MODIFIER" -> modifiers[token] = true;
            case "NO_TABLE" -> noTables[token] = true;
            case "NO_VERB" -> noVerbs[token] = true;
            case "LISTS" -> lists[token] = true;
            default -> roles[token] = Role.valueOf(role);
        }
    }

    Role role(int token) {
        return roles[token];
    }

    /** Whether it may stand between the word that announces a table and the name. */
    boolean isModifier(int token) {
        return modifiers[token];
    }

    /** Whether it may stand in a table's place and is none. */
    boolean isNoTable(int token) {
        return noTables[token];
    }

    /** Whether a verb behind it begins no statement. */
    boolean precedesNoVerb(int token) {
        return noVerbs[token];
    }

    /** Whether a statement that begins with it names tables in a list. */
    boolean listsTables(int token) {
        return lists[token];
    }
}
