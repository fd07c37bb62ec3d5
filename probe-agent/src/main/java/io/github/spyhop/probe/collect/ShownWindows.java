package io.github.spyhop.probe.collect;

import io.github.spyhop.probe.report.WindowReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers how far each run of a probe was shown, so that a window sent again is shown once. */
final class ShownWindows {

    /** Runs that are remembered, the latest. */
    private static final int RUNS_MAX = 4_096;

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Long> newest =
            new LinkedHashMap<>(16, LOAD_FACTOR, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > RUNS_MAX;
                }
            };

    synchronized boolean isNew(WindowReport report) {
        String run = report.probe() + ":" + report.run();
        if (report.number() <= newest.getOrDefault(run, 0L)) {
            return false;
        }
        newest.put(run, report.number());
        return true;
    }
}
