package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Finds in a statement what is neither word nor literal: its comments, and the places of a prepared
 * statement's values. Not thread-safe.
 */
public final class StatementParts {

    private final SqlLexer lexer;
    private final ClientCharset charset;

    public StatementParts(DigestOptions options) {
        this.lexer = new SqlLexer(options, Keywords.ofStatements(options.dialect().wordsVersion()));
        this.charset = options.charset();
    }

    /**
     * What stands in the comments of a part of an array, each without its marks. Optimizer hints,
     * and comments that servers execute, are none here.
     */
    public List<String> comments(byte[] sql, int from, int to) {
        List<String> comments = new ArrayList<>();
        lexer.reset(sql, from, to);
        int behind = from;
        int token;
        do {
            token = lexer.next();
            int gapEnd = token == Token.END ? to : Math.min(lexer.start(), to);
            addComments(sql, behind, gapEnd, comments);
            behind = Math.max(behind, lexer.position());
        } while (token != Token.END);
        return comments;
    }

    private void addComments(byte[] sql, int from, int to, List<String> comments) {
        int i = from;
        while (i < to) {
            boolean block = i + 1 < to && sql[i] == '/' && sql[i + 1] == '*';
            boolean line = sql[i] == '#' || (i + 1 < to && sql[i] == '-' && sql[i + 1] == '-');
            if (!block && !line) {
                i++;
                continue;
            }
            int start = i + (sql[i] == '#' ? 1 : 2);
            int stop = block ? blockStop(sql, start, to) : lineStop(sql, start, to);
            boolean acts = block && start < to && (sql[start] == '+' || sql[start] == '!');
            if (!acts) {
                comments.add(charset.read(sql, start, stop));
            }
            i = acts ? start : stop + (block ? 2 : 1);
        }
    }

    private static int blockStop(byte[] sql, int from, int to) {
        int i = from;
        while (i < to && !(sql[i] == '*' && i + 1 < to && sql[i + 1] == '/')) {
            i++;
        }
        return i;
    }

    private static int lineStop(byte[] sql, int from, int to) {
        int i = from;
        while (i < to && sql[i] != '\n') {
            i++;
        }
        return i;
    }

    /**
     * A prepared statement with its values in their places.
     *
     * @param template in UTF-8's characters, with {@code ?} where values stand
     * @param values as SQL literals; of places beyond them the {@code ?} stays
     */
    public String withValues(String template, List<String> values) {
        byte[] sql = template.getBytes(UTF_8);
        ByteArrayOutputStream filled = new ByteArrayOutputStream(2 * sql.length);
        Iterator<String> next = values.iterator();
        lexer.reset(sql, 0, sql.length);
        int behind = 0;
        for (int token = lexer.next(); token != Token.END && next.hasNext(); token = lexer.next()) {
            if (token == Token.PARAM_MARKER) {
                filled.write(sql, behind, lexer.start() - behind);
                filled.writeBytes(next.next().getBytes(UTF_8));
                behind = lexer.position();
            }
        }
        filled.write(sql, behind, sql.length - behind);
        return filled.toString(UTF_8);
    }
}
