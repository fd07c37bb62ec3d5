package io.github.spyhop.bench.collector;

import java.util.Map;

/** One run of collector-service on real servers; see {@code bench/collector}. */
public final class CollectorBench {

    private static final Map<String, Scenario> SCENARIOS =
            Map.of(
                    "slow", SlowStatements::run,
                    "digests", DigestSums::run,
                    "fleet", FleetCost::run,
                    "takeover", Takeover::run,
                    "index", DroppedIndex::run);

    /** What is run, and written as a table. */
    @FunctionalInterface
    interface Scenario {
        void run(Rig rig) throws Exception;
    }

    private CollectorBench() {}

    /** The argument names the scenario. */
    public static void main(String[] arguments) throws Exception {
        Scenario scenario = arguments.length == 1 ? SCENARIOS.get(arguments[0]) : null;
        if (scenario == null) {
            System.err.println("one of: slow, digests, fleet, takeover, index");
            System.exit(2);
            return;
        }
        try (Rig rig = new Rig()) {
            scenario.run(rig);
        }
        // The servers end with the JVM, which drivers' threads would keep.
        System.exit(0);
    }
}
