package io.github.spyhop.query.endpoint.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forms of a list. */
enum AnswerFormat {
    JSON("application/json"),
    /** Comma-separated values with a header line, RFC 4180. */
    CSV("text/csv"),
    /** A JSON object a line. */
    NDJSON("application/x-ndjson");

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The form that a request names first among those that it accepts; JSON if it names none. */
    static AnswerFormat of(@Nullable String accept) {
        return Stream.of(Optional.ofNullable(accept).orElse("").split(","))
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .flatMap(
                        type -> Stream.of(values()).filter(format -> format.mediaType.equals(type)))
                .findFirst()
                .orElse(JSON);
    }
}
