package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.push;
import static com.mongodb.client.model.Accumulators.sum;

import com.mongodb.client.model.BsonField;
import io.github.spyhop.model.window.LatencySketch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What windows counted, added up; figures that a source does not have are 0.
 *
 * @param latency merged sketches, if they were asked for and there are some
 */
public record Figures(
        long count,
        long errors,
        long latencyMicrosSum,
        long latencyMicrosMax,
        long lockMicrosSum,
        long rowsExamined,
        long rowsSent,
        long rowsAffected,
        long noIndexCount,
        long tmpDiskTables,
        @Nullable LatencySketch latency) {

    public static final String SKETCH = "latency_sketch";

    /** The sums' names, which are those of the windows' fields. */
    public static final List<String> SUMS =
            List.of(
                    "count",
                    "errors",
                    "latency_micros_sum",
                    "lock_micros_sum",
                    "rows_examined",
                    "rows_sent",
                    "rows_affected",
                    "no_index_count",
                    "tmp_disk_tables");

    public static final String MAX = "latency_micros_max";

    private static final String SKETCHES = "sketches";

    /** Adds up the time of windows alone. */
    static List<BsonField> latencySum() {
        return List.of(sum("latency_micros_sum", "$latency_micros_sum"));
    }

    /** Adds windows up, with their sketches. */
    static List<BsonField> sumsAndSketches() {
        List<BsonField> fields = new ArrayList<>();
        SUMS.forEach(field -> fields.add(sum(field, "$" + field)));
        fields.add(max(MAX, "$" + MAX));
        fields.add(push(SKETCHES, "$" + SKETCH));
        return fields;
    }

    /** The figures of a row that these accumulators gave, or of a window itself. */
    public static Figures of(Document row) {
        return new Figures(
                Fields.longOf(row, "count"),
                Fields.longOf(row, "errors"),
                Fields.longOf(row, "latency_micros_sum"),
                Fields.longOf(row, MAX),
                Fields.longOf(row, "lock_micros_sum"),
                Fields.longOf(row, "rows_examined"),
                Fields.longOf(row, "rows_sent"),
                Fields.longOf(row, "rows_affected"),
                Fields.longOf(row, "no_index_count"),
                Fields.longOf(row, "tmp_disk_tables"),
                sketchOf(row));
    }

    /** The sums by their names. */
    public Map<String, Long> sums() {
        List<Long> values =
                List.of(
                        count,
                        errors,
                        latencyMicrosSum,
                        lockMicrosSum,
                        rowsExamined,
                        rowsSent,
                        rowsAffected,
                        noIndexCount,
                        tmpDiskTables);
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(SUMS.get(i), values.get(i));
        }
        return named;
    }

    /** Both added up; takes up the sketch of these. */
    public Figures plus(Figures other) {
        return new Figures(
                count + other.count,
                errors + other.errors,
                latencyMicrosSum + other.latencyMicrosSum,
                Math.max(latencyMicrosMax, other.latencyMicrosMax),
                lockMicrosSum + other.lockMicrosSum,
                rowsExamined + other.rowsExamined,
                rowsSent + other.rowsSent,
                rowsAffected + other.rowsAffected,
                noIndexCount + other.noIndexCount,
                tmpDiskTables + other.tmpDiskTables,
                merged(latency, other.latency));
    }

    /** The same, to be added up without a change of these. */
    Figures copy() {
        return latency == null
                ? this
                : new Figures(
                        count,
                        errors,
                        latencyMicrosSum,
                        latencyMicrosMax,
                        lockMicrosSum,
                        rowsExamined,
                        rowsSent,
                        rowsAffected,
                        noIndexCount,
                        tmpDiskTables,
                        latency.copy());
    }

    /** A quantile of the latency in microseconds, if there is a sketch. */
    public @Nullable Long quantileMicros(double quantile) {
        return latency == null || latency.count() == 0 ? null : latency.quantileMicros(quantile);
    }

    private static @Nullable LatencySketch sketchOf(Document row) {
        List<Binary> stored = new ArrayList<>(row.getList(SKETCHES, Binary.class, List.of()));
        if (row.get(SKETCH) instanceof Binary own) {
            stored.add(own);
        }
        LatencySketch all = null;
        for (Binary sketch : stored) {
            if (sketch != null) {
                LatencySketch next = LatencySketch.ofBytes(sketch.getData());
                all = merged(all, next);
            }
        }
        return all;
    }

    /** The first takes the second up: neither is used elsewhere. */
    private static @Nullable LatencySketch merged(
            @Nullable LatencySketch one, @Nullable LatencySketch other) {
        if (one == null) {
            return other;
        }
        if (other != null) {
            one.merge(other);
        }
        return one;
    }
}
