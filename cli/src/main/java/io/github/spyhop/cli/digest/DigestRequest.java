package io.github.spyhop.cli.digest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the files is looked at.
 *
 * @param ports the servers' ports in captures; empty for every one that speaks MySQL
 * @param from statements that were answered before are not counted
 * @param to statements that were answered then or later are not counted
 * @param digestLengthMax the servers' {@code max_digest_length}
 * @param showSamples whether a statement of each family is shown as it was sent
 */
public record DigestRequest(
        List<Integer> ports,
        @Nullable Instant from,
        @Nullable Instant to,
        int digestLengthMax,
        boolean showSamples,
        DigestFilter filter) {

    public DigestRequest {
        ports = List.copyOf(ports);
    }

    /** The same of another period. */
    public DigestRequest within(@Nullable Instant otherFrom, @Nullable Instant otherTo) {
        return new DigestRequest(ports, otherFrom, otherTo, digestLengthMax, showSamples, filter);
    }
}
