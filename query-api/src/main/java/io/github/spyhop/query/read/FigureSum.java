package io.github.spyhop.query.read;

import io.github.spyhop.model.window.LatencySketch;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Windows or roll-ups that are added up, with their sketches. Not thread-safe. */
public final class FigureSum {

    private Figures sums = Figures.NONE;
    private @Nullable LatencySketch latency;

    /** Adds a window or a roll-up as it is stored, or a row of several. */
    public void add(Document row) {
        sums = sums.plus(Figures.sumsOf(row));
        Figures.sketchesOf(row).forEach(this::add);
    }

    void add(WindowParts.Group group) {
        sums = sums.plus(group.sums());
        if (group.sketch() != null) {
            add(group.sketch());
        }
    }

    /** Adds what another has, which stays as it is. */
    public void add(FigureSum other) {
        sums = sums.plus(other.sums);
        if (other.latency != null) {
            latency().merge(other.latency);
        }
    }

    private void add(Binary sketch) {
        latency().mergeBytes(sketch.getData());
    }

    private LatencySketch latency() {
        LatencySketch own = latency;
        if (own == null) {
            own = new LatencySketch();
            latency = own;
        }
        return own;
    }

    /** What was added until now. */
    public Figures figures() {
        return sums.with(latency);
    }
}
