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

    private void add(Binary sketch) {
        if (latency == null) {
            latency = new LatencySketch();
        }
        latency.mergeBytes(sketch.getData());
    }

    /** What was added until now. */
    public Figures figures() {
        return sums.with(latency);
    }
}
