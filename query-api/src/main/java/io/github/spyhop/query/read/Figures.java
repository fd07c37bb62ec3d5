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

    /** Nothing at all. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

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

    /** Adds windows up, without their sketches. */
    static List<BsonField> sumsAndMax() {
        List<BsonField> fields = new ArrayList<>();
        SUMS.forEach(field -> fields.add(sum(field, "$" + field)));
        fields.add(max(MAX, "$" + MAX));
        return fields;
    }

    /** Adds windows up, with their sketches. */
    static List<BsonField> sumsAndSketches() {
        List<BsonField> fields = sumsAndMax();
        fields.add(push(SKETCHES, "$" + SKETCH));
        return fields;
    }

    /** The sums of a row that these accumulators gave, or of a window itself. */
    static Figures sumsOf(Document row) {
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
                null);
    }

    /** The stored sketches of such a row. */
    static List<Binary> sketchesOf(Document row) {
        List<Binary> stored = new ArrayList<>(row.getList(SKETCHES, Binary.class, List.of()));
        if (row.get(SKETCH) instanceof Binary own) {
            stored.add(own);
        }
        stored.removeIf(sketch -> sketch == null);
        return stored;
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

    /** The sums of both. */
    Figures plus(Figures other) {
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
                null);
    }

    /** The same sums with a sketch. */
    Figures with(@Nullable LatencySketch sketch) {
        return new Figures(
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
                sketch);
    }

    /** A quantile of the latency in microseconds, if there is a sketch. */
    public @Nullable Long quantileMicros(double quantile) {
        return latency == null || latency.count() == 0 ? null : latency.quantileMicros(quantile);
    }
}
