package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes the text of a token array, and hashes it. */
final class DigestText {

    /** The server converts no name of more bytes than this and prints three dots for it. */
    private static final int CONVERTED_NAME_LENGTH_MAX = 64;

    private static final int ID_LENGTH = 16;
    private static final byte[] CUT_NAME = {'.', '.', '.'};

    private final TokenTable table;
    private final ClientCharset charset;
    private final MessageDigest sha256;
    private byte[] text = new byte[1024];
    private int length;

    DigestText(TokenTable table, ClientCharset charset) {
        this.table = table;
        this.charset = charset;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of the tokens. */
    StatementDigest digest(byte[] tokens, int tokensLength, StatementKind kind) {
        write(tokens, tokensLength);
        sha256.update(text, 0, length);
        String id = HexFormat.of().formatHex(sha256.digest(), 0, ID_LENGTH);
        return new StatementDigest(new String(text, 0, length, UTF_8), id, kind);
    }

    /** The SHA-256 of the tokens, which performance_schema calls DIGEST. */
    String serverDigest(byte[] tokens, int tokensLength) {
        sha256.update(tokens, 0, tokensLength);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void write(byte[] tokens, int tokensLength) {
        length = 0;
        boolean space = false;
        int i = 0;
        while (i + 2 <= tokensLength) {
            int token = Bytes.loadShort(tokens, i);
            i += 2;
            if (token == Token.DIGEST_IDENT || token == Token.DIGEST_IDENT_AT) {
                int nameLength = i + 2 <= tokensLength ? Bytes.loadShort(tokens, i) : tokensLength;
                i += 2;
                if (i + nameLength > tokensLength) {
                    return;
                }
                space = writeName(token, tokens, i, nameLength, space);
                i += nameLength;
            } else if (token == Token.NUMERIC_COLUMN) {
                if (i + 4 > tokensLength) {
                    return;
                }
                long column = Bytes.load8(tokens, i) & 0xFFFF_FFFFL;
                append(Long.toString(column).getBytes(UTF_8), space);
                i += 4;
                space = true;
            } else {
                append(table.text(token), space);
                space = token != '@';
            }
        }
    }

    /** Writes a name; returns whether a space is due behind it. */
    private boolean writeName(int token, byte[] tokens, int from, int nameLength, boolean space) {
        byte[] name = tokens;
        int start = from;
        int size = nameLength;
        if (!charset.isSystemCharset()) {
            if (nameLength > CONVERTED_NAME_LENGTH_MAX) {
                append(CUT_NAME, space);
                return false;
            }
            if (!isAscii(tokens, from, nameLength)) {
                ClientCharset.Decoded decoded = charset.decode(tokens, from, from + nameLength);
                // The server leaves a name out that it cannot convert.
                if (!decoded.exact()) {
                    return space;
                }
                name = decoded.text().getBytes(UTF_8);
                start = 0;
                size = name.length;
            }
        }
        if (size == 0) {
            return space;
        }
        reserve(size + 3);
        if (space) {
            text[length++] = ' ';
        }
        text[length++] = '`';
        System.arraycopy(name, start, text, length, size);
        length += size;
        text[length++] = '`';
        return token == Token.DIGEST_IDENT;
    }

    private static boolean isAscii(byte[] bytes, int from, int size) {
        for (int i = from; i < from + size; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void append(byte @Nullable [] bytes, boolean space) {
        if (bytes == null) {
            return;
        }
        reserve(bytes.length + 1);
        if (space) {
            text[length++] = ' ';
        }
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void reserve(int size) {
        if (length + size > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + size));
        }
    }
}
