package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.StorageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The size of an instance.
 *
 * @param time when it was measured
 * @param bytes of data and indexes
 * @param growthBytesPerDay by the sizes of the last day; absent within its first hours
 * @param files the bytes of other files, such as binary logs, by kind
 * @param cut whether it has more tables than are measured
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StorageView(
        String instance,
        Instant time,
        long bytes,
        long dataBytes,
        long indexBytes,
        long freeBytes,
        @Nullable Long growthBytesPerDay,
        Map<String, Long> files,
        boolean cut) {

    private static final Duration COMPARED_OVER_MIN = Duration.ofHours(6);

    public StorageView {
        files = Map.copyOf(files);
    }

    public static StorageView of(
            StorageHistory.Size size, Optional<StorageHistory.Size> dayBefore) {
        return new StorageView(
                size.instance(),
                size.at(),
                size.bytes(),
                size.dataBytes(),
                size.indexBytes(),
                size.freeBytes(),
                dayBefore.map(before -> growth(before, size)).orElse(null),
                size.files() == null ? Map.of() : size.files(),
                Boolean.TRUE.equals(size.cut()));
    }

    private static @Nullable Long growth(StorageHistory.Size before, StorageHistory.Size now) {
        Duration between = Duration.between(before.at(), now.at());
        return between.compareTo(COMPARED_OVER_MIN) < 0
                ? null
                : Math.round(
                        (double) (now.bytes() - before.bytes())
                                * Duration.ofDays(1).toSeconds()
                                / between.toSeconds());
    }

    /**
     * How an index is used.
     *
     * @param kind {@code unused}, {@code duplicate} or {@code busy}
     * @param index the index's name
     * @param columns its columns, in their order
     * @param unique whether it holds each value once
     * @param reads reads by it since the server's start
     * @param writes writes to it since the server's start
     * @param micros time spent on it since the server's start, in microseconds
     * @param coveredBy of a duplicate: the index that does its work as well
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Index(
            String kind,
            String schema,
            String table,
            String index,
            List<String> columns,
            boolean unique,
            long reads,
            long writes,
            long micros,
            @Nullable String coveredBy) {

        /** The indexes of a kind, or of every kind. */
        public static List<Index> of(StorageHistory.Parts parts, Optional<String> kind) {
            return Stream.of(
                            named("unused", parts.unused()),
                            named("duplicate", parts.duplicate()),
                            named("busy", parts.busy()))
                    .flatMap(indexes -> indexes)
                    .filter(index -> kind.isEmpty() || kind.get().equals(index.kind()))
                    .toList();
        }

        private static Stream<Index> named(String kind, List<StorageHistory.IndexUse> indexes) {
            return indexes.stream()
                    .map(it ->
                            new Index(
                                    kind,
                                    it.schema(),
                                    it.table(),
                                    it.index(),
                                    it.columns(),
                                    it.unique(),
                                    it.reads(),
                                    it.writes(),
                                    it.micros(),
                                    it.coveredBy()));
        }
    }
}
