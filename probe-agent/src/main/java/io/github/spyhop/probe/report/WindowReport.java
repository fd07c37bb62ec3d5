package io.github.spyhop.probe.report;

import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.WireCoverageDocument;
import io.github.spyhop.model.store.WireWindowDocument;
import java.time.Instant;
import java.util.List;

/**
 * What one probe saw within one window.
 *
 * @param probe its name
 * @param run tells this run of the probe from earlier ones
 * @param number of the window in this run, from 1
 * @param digests the families that occur in it
 * @param coverage a row for each server, or one for {@code *} if none was understood
 */
public record WindowReport(
        String probe,
        String run,
        long number,
        Instant windowStart,
        int windowSeconds,
        List<DigestDocument> digests,
        List<WireWindowDocument> statements,
        List<WireCoverageDocument> coverage,
        WireCoverageDocument.Capture capture) {

    public WindowReport {
        digests = List.copyOf(digests);
        statements = List.copyOf(statements);
        coverage = List.copyOf(coverage);
    }

    /** Tells it from every other report; the documents' ids begin with it. */
    public String id() {
        return probe + ":" + run + ":" + number;
    }
}
