package io.github.spyhop.collector.poll.link;

/**
 * The mark that every statement of the collector begins with, so that it can be told from the
 * users' wherever the server shows a statement's text.
 */
public final class OwnStatement {

    /** The mark, as SQL; a LIKE pattern of it needs no escape. */
    public static final String MARK = "/* spyhop */ ";

    private OwnStatement() {}

    public static String marked(String sql) {
        return MARK + sql.strip();
    }

    /** A text to be put between the quotes of a string literal. */
    public static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "''");
    }

    public static boolean isMarked(String sql) {
        return sql.startsWith(MARK.strip());
    }
}
