package io.github.spyhop.cli.digest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of capture files is looked at.
 *
 * @param ports the servers' ports; empty for every one that speaks MySQL
 * @param from statements that were answered before are not counted
 * @param to statements that were answered then or later are not counted
 * @param digestLengthMax the servers' {@code max_digest_length}
 * @param showSamples whether a statement of each family is shown as it was sent
 */
public record CaptureOptions(
        List<Integer> ports,
        @Nullable Instant from,
        @Nullable Instant to,
        int digestLengthMax,
        boolean showSamples) {

    public CaptureOptions {
        ports = List.copyOf(ports);
    }
}
