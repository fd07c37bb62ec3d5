package io.github.spyhop.model.statement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts the values of a prepared statement's execution where its markers are. Not thread-safe. */
public final class BoundStatement {

    private final SqlLexer lexer;

    public BoundStatement(DigestOptions options) {
        this.lexer = new SqlLexer(options, Keywords.ofStatements(options.dialect().wordsVersion()));
    }

    /**
     * The statement as a text of its own.
     *
     * @param sql with {@code ?} for each value; one within a literal, name or comment is none
     * @param values SQL literals, in their order
     * @return none if there are more or fewer values than markers
     */
    public Optional<String> of(String sql, List<String> values) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lexer.reset(text, 0, text.length);
        int behind = 0;
        int marker = 0;
        for (int token = lexer.next(); token != Token.END; token = lexer.next()) {
            if (token == Token.PARAM_MARKER) {
                if (marker == values.size()) {
                    return Optional.empty();
                }
                out.write(text, behind, lexer.start() - behind);
                out.writeBytes(values.get(marker++).getBytes(StandardCharsets.UTF_8));
                behind = lexer.position();
            }
        }
        out.write(text, behind, text.length - behind);
        return marker == values.size()
                ? Optional.of(out.toString(StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
