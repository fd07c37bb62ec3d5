package io.github.spyhop.model.statement;

import java.nio.charset.StandardCharsets;

/**
 * Digests statements as MySQL does.
 *
 * <p>For a statement whose family it has met, nothing is allocated. It is not thread-safe: each
 * thread has its own; the digests it returns may go anywhere.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/refman/9.7/en/performance-schema-statement-digests.html">
 *     Statement Digests</a>
 */
public final class SqlDigester {

    private final SqlLexer lexer;
    private final TokenArray tokens;
    private final DigestScanner scanner;
    private final DigestText texts;
    private final FamilyCache families;
    private final KindRules kinds;

    /** A digester of MySQL 9.7's statements in UTF-8. */
    public SqlDigester() {
        this(DigestOptions.DEFAULT);
    }

    public SqlDigester(DigestOptions options) {
        int version = options.dialect().wordsVersion();
        Keywords keywords = Keywords.ofStatements(version);
        TokenTable table = new TokenTable(keywords, Keywords.ofHints(version), options.dialect());
        this.lexer = new SqlLexer(options, keywords);
        this.tokens = new TokenArray(table, options.tokenBytesMax());
        this.scanner = new DigestScanner(options, lexer, table, tokens);
        this.texts = new DigestText(table, options.charset());
        this.families = new FamilyCache(options.familiesMax());
        this.kinds = new KindRules(options, keywords);
    }

    /** The digest of a text's first statement. */
    public StatementDigest digest(String sql) {
        return digest(sql.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of a text's first statement. */
    public StatementDigest digest(byte[] sql) {
        return digest(sql, 0, sql.length);
    }

    /**
     * The digest of the first statement in a part of an array.
     *
     * @param sql bytes in the client's character set; anything is taken
     * @param from where the text begins
     * @param to where it ends, exclusive
     */
    public StatementDigest digest(byte[] sql, int from, int to) {
        lexer.reset(sql, from, to);
        scanner.read();
        StatementDigest known = families.find(tokens.bytes(), tokens.length());
        return known == null ? newFamily(sql, from, to) : known;
    }

    /**
     * Where the statement behind the last digested one begins: behind its semicolon, or at the end.
     */
    public int nextStatement() {
        return lexer.position();
    }

    /**
     * What performance_schema calls the DIGEST of the last digested statement: 64 hexadecimal
     * digits. It is the server's own if the dialect, the character set and the cut are.
     */
    public String serverDigest() {
        return texts.serverDigest(tokens.bytes(), tokens.length());
    }

    private StatementDigest newFamily(byte[] sql, int from, int to) {
        StatementKind kind = kinds.kind(sql, from, to);
        StatementDigest digest = texts.digest(tokens.bytes(), tokens.length(), kind);
        families.add(tokens.bytes(), tokens.length(), digest);
        return digest;
    }
}
