package io.github.spyhop.query.endpoint.answer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is sent, but for its compression.
 *
 * @param tag its entity tag (RFC 9110, section 8.8.3), weak as it may be compressed
 * @param link the {@code Link} header, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are told apart by their tags.
record Answer(byte[] body, String mediaType, String tag, Optional<String> link) {

    private static final int TAG_BYTES = 16;

    static Answer of(byte[] body, AnswerFormat format, Optional<String> link) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            String tag =
                    "W/\"%s-%s\""
                            .formatted(
                                    HexFormat.of().formatHex(hash, 0, TAG_BYTES), format.ordinal());
            return new Answer(body, format.mediaType(), tag, link);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Whether a caller has it already, as {@code If-None-Match} says. */
    boolean isKnown(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",")) {
            String stripped = known.strip();
            if (stripped.equals("*") || weak(stripped).equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** Comparison is weak: a strong tag matches, too. */
    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }
}
