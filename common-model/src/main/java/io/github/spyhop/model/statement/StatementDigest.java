package io.github.spyhop.model.statement;

/**
 * The name of a statement family.
 *
 * @param text the statement without its literals, as MySQL's {@code STATEMENT_DIGEST_TEXT()} gives it
 * @param id the first 128 bits of the SHA-256 of the text in UTF-8, as 32 lower-case hexadecimal
 *     digits
 */
public record StatementDigest(String text, String id) {}
