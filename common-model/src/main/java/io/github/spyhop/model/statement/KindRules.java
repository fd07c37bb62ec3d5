package io.github.spyhop.model.statement;

import java.util.HashMap;
import java.util.Map;

/** Tells a statement's kind by the words that begin it, comments and parentheses passed over. */
final class KindRules {

    /** Kinds by first word, and by first and second word. */
    private final Map<Integer, StatementKind> kinds = new HashMap<>();

    private final SqlLexer lexer;

    KindRules(DigestOptions options, Keywords keywords) {
        this.lexer = new SqlLexer(options, keywords);
        for (String line : ResourceLines.read("statement-kinds.txt")) {
            String[] fields = line.split(" ");
            for (int i = 1; i < fields.length; i++) {
                String[] words = fields[i].split("\\+");
                int second = words.length > 1 ? keywords.token(words[1]) : 0;
                kinds.put(key(keywords.token(words[0]), second), StatementKind.valueOf(fields[0]));
            }
        }
    }

    /** The kind of the first statement in a part of an array. */
    StatementKind kind(byte[] sql, int from, int to) {
        lexer.reset(sql, from, to);
        int token = lexer.next();
        while (token == '(') {
            token = lexer.next();
        }
        if (token == Token.WITH) {
            token = behindWith();
        }
        StatementKind exact = kinds.get(key(token, lexer.next()));
        return exact == null ? kinds.getOrDefault(key(token, 0), StatementKind.OTHER) : exact;
    }

    /** The verb behind common table expressions: the first one outside their parentheses. */
    private int behindWith() {
        int depth = 0;
        int token = lexer.next();
        while (token != Token.END && (depth > 0 || !isVerb(token))) {
            if (token == '(') {
                depth++;
            } else if (token == ')') {
                depth--;
            }
            token = lexer.next();
        }
        // A text that was cut before its verb: most that begin so are queries.
        return token == Token.END ? Token.SELECT : token;
    }

    private static boolean isVerb(int token) {
        return switch (token) {
            case Token.SELECT,
                    Token.TABLE,
                    Token.VALUES,
                    Token.INSERT,
                    Token.UPDATE,
                    Token.DELETE,
                    Token.REPLACE ->
                    true;
            default -> false;
        };
    }

    private static int key(int first, int second) {
        return (first << 16) | second;
    }
}
