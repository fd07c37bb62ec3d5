package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.Listed;
import io.github.spyhop.query.read.Position;
import io.github.spyhop.query.read.Slice;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, as it is handed out: whoever has it need not know what it is made of. */
final class Cursor {

    /** More than any of them has. */
    static final int LENGTH_MAX = 600;

    private static final char SEPARATOR = '|';

    private Cursor() {}

    /**
     * Reads the parameter {@code cursor}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400, if it is none
     */
    private static Optional<Position> parse(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int separator = text.indexOf(SEPARATOR);
            if (separator > 0) {
                long millis = Long.parseLong(text.substring(0, separator));
                return Optional.of(
                        new Position(Instant.ofEpochMilli(millis), text.substring(separator + 1)));
            }
        } catch (IllegalArgumentException malformed) {
            // As if there were no separator.
        }
        throw Problems.badRequest(
                "cursor", "'cursor' is none that was handed out: leave it out to begin anew.");
    }

    /** The part of a list that the parameters {@code cursor} and {@code limit} ask for. */
    static Slice slice(@Nullable String cursor, int limit) {
        return new Slice(parse(cursor), limit);
    }

    /** A part of a list, with a {@code Link} (RFC 8288) to what comes next, if there is any. */
    static <T> RestResponse<List<T>> page(Listed<T> part, UriInfo request) {
        RestResponse.ResponseBuilder<List<T>> response =
                RestResponse.ResponseBuilder.ok(part.items());
        if (part.next().isPresent()) {
            Position last = part.next().get();
            String text = last.time().toEpochMilli() + String.valueOf(SEPARATOR) + last.id();
            String cursor =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
            String query =
                    request.getRequestUriBuilder()
                            .replaceQueryParam("cursor", cursor)
                            .build()
                            .getRawQuery();
            // Relative, for the path before ours is a proxy's.
            response.header("Link", "<?%s>; rel=\"next\"".formatted(query));
        }
        return response.build();
    }
}
