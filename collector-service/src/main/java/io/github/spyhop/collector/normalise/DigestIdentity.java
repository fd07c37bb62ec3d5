package io.github.spyhop.collector.normalise;

import java.util.HexFormat;

/**
 * The statement family of a server's digest text, which the wire gives the same id: an execution
 * belongs to the family of the statement that was prepared. Preparing it and giving it up, which the
 * wire does not count for the family, are families of their own.
 *
 * @param id 128 bits, 32 hexadecimal digits
 * @param text the family's digest text
 */
public record DigestIdentity(String id, String text, PreparedCommand command) {

    private static final int ID_BYTES = 16;

    /** Reads a {@code DIGEST_TEXT} of performance_schema. */
    public static DigestIdentity of(String serverDigestText) {
        PreparedCommand command = PreparedCommand.of(serverDigestText);
        // To prepare a statement is not to execute it: only executions count for its family.
        String text =
                command == PreparedCommand.EXECUTE
                        ? command.statementOf(serverDigestText)
                        : serverDigestText;
        return new DigestIdentity(idOf(text), text, command);
    }

    private static String idOf(String text) {
        return HexFormat.of().formatHex(TextHash.of(text), 0, ID_BYTES);
    }
}
