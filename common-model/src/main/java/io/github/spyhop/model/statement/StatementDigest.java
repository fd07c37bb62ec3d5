package io.github.spyhop.model.statement;

/**
 * The name of a statement family.
 *
 * @param text the statement without its literals, as MySQL's {@code STATEMENT_DIGEST_TEXT()} gives it
 * @param id the first 128 bits of the SHA-256 of the text in UTF-8, as 32 lower-case hexadecimal
 *     digits
 * @param kind what the family's statements are for
 */
public record StatementDigest(String text, String id, StatementKind kind) {

    /** The name of what is no family of MySQL's, such as all that is counted together. */
    public StatementDigest(String text, String id) {
        this(text, id, StatementKind.OTHER);
    }
}
