package io.github.spyhop.query.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text of a token for a program: {@code spyhop_<id>_<secret>}. The id of 12 hexadecimal digits
 * may be seen; the secret is 256 random bits, so that one round of SHA-256 hides it well enough.
 * Its prefix lets scanners of source code find one that was published by mistake.
 */
record TokenText(String id, String text) {

    private static final String PREFIX = "spyhop_";
    private static final int ID_BYTES = 6;
    private static final int ID_END = PREFIX.length() + 2 * ID_BYTES;
    private static final int SECRET_BYTES = 32;
    private static final int LENGTH_MAX = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static TokenText random() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String visible = HexFormat.of().formatHex(id);
        return new TokenText(
                visible,
                PREFIX
                        + visible
                        + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The token, if it has this form. */
    static Optional<TokenText> parse(String text) {
        boolean hasForm =
                text.startsWith(PREFIX)
                        && text.length() > ID_END
                        && text.length() <= LENGTH_MAX
                        && text.charAt(ID_END) == '_';
        return hasForm
                ? Optional.of(new TokenText(text.substring(PREFIX.length(), ID_END), text))
                : Optional.empty();
    }

    String hash() {
        return HexFormat.of().formatHex(hashOf(text));
    }

    static byte[] hashOf(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return PREFIX + id;
    }
}
