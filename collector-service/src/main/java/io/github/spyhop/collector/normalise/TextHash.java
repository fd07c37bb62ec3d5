package io.github.spyhop.collector.normalise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of texts, for ids that whoever makes them makes alike. */
public final class TextHash {

    private static final String BETWEEN_PARTS = "\0";

    private TextHash() {}

    /** The 32 bytes for these parts, in this order. */
    public static byte[] of(String... parts) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(String.join(BETWEEN_PARTS, parts).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
