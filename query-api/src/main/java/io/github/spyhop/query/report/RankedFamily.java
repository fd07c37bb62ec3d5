package io.github.spyhop.query.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.response.TopDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement family of a report. Its counts are of that source, the wire or the servers, that saw
 * more of it: MySQL 8.0.15 does not count prepared statements, the wire nothing within TLS.
 *
 * @param kind such as {@code READ}, {@code WRITE} or {@code DDL}
 * @param tables the tables that it names
 * @param count executions
 * @param errors executions that ended with an error
 * @param latencyMicrosSum all executions together, in microseconds
 * @param sharePercent its part of the time of all families
 * @param latencyMicrosP50 absent, as the other quantiles, where the wire did not see it
 * @param latencyMicrosP99 99 of 100 were faster, in microseconds
 * @param rowsExamined rows that it examined
 * @param rowsSent rows that it sent
 * @param meanChangePercent how its mean latency changed; absent where it did not run before
 * @param isNew whether it did not run in the other period; absent without one
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RankedFamily(
        String digestId,
        String digestText,
        String kind,
        List<String> tables,
        long count,
        long errors,
        long latencyMicrosSum,
        double sharePercent,
        @Nullable Long latencyMicrosP50,
        @Nullable Long latencyMicrosP99,
        long rowsExamined,
        long rowsSent,
        @Nullable Double meanChangePercent,
        @Nullable Boolean isNew) {

    public RankedFamily {
        tables = List.copyOf(tables);
    }

    /** Of {@code microsOfAll} in the period, and of what the family was before, if it is compared. */
    static RankedFamily of(
            TopDigest digest, long microsOfAll, boolean isCompared, @Nullable TopDigest before) {
        boolean onWire = digest.wireCount() > 0;
        return new RankedFamily(
                digest.digestId(),
                digest.digestText(),
                digest.kind(),
                digest.tables(),
                countOf(digest),
                errorsOf(digest),
                microsOf(digest),
                microsOfAll == 0 ? 0 : 100.0 * microsOf(digest) / microsOfAll,
                onWire ? digest.wireLatencyMicrosP50() : null,
                onWire ? digest.wireLatencyMicrosP99() : null,
                digest.serverRowsExamined(),
                digest.serverRowsSent(),
                before == null ? null : 100 * (mean(digest) / mean(before) - 1),
                isCompared ? before == null : null);
    }

    static long countOf(TopDigest digest) {
        return Math.max(digest.wireCount(), digest.serverCount());
    }

    static long errorsOf(TopDigest digest) {
        return isOfWire(digest) ? digest.wireErrors() : digest.serverErrors();
    }

    static long microsOf(TopDigest digest) {
        return isOfWire(digest) ? digest.wireLatencyMicrosSum() : digest.serverLatencyMicrosSum();
    }

    private static double mean(TopDigest digest) {
        return Math.max(1, microsOf(digest)) / (double) Math.max(1, countOf(digest));
    }

    private static boolean isOfWire(TopDigest digest) {
        return digest.wireCount() > digest.serverCount();
    }
}
