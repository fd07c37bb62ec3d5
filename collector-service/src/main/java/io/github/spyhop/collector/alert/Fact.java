package io.github.spyhop.collector.alert;

import io.github.spyhop.collector.normalise.Regression;
import io.github.spyhop.model.store.PlanChangeDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import java.util.Map;

/** Something that was found of an instance and that a rule may be about. */
public sealed interface Fact {

    /**
     * Status variables.
     *
     * @param values as they are
     * @param rates how much they grew a second
     */
    record Status(Map<String, Double> values, Map<String, Double> rates) implements Fact {}

    /** A statement family's plan became another one. */
    record PlanChanged(PlanChangeDocument change, String digestText) implements Fact {}

    /** How a statement family's latency stands to what is usual. */
    record Latency(Regression regression) implements Fact {}

    /** A run of an EVENT ended, or was seen to take longer than its interval. */
    record EventRun(String event, boolean failed, boolean overrun, String detail) implements Fact {}

    /** An EVENT should have run and did not. */
    record EventMissed(String event, String detail) implements Fact {}

    /** A replication channel. */
    record Replication(String channel, boolean runs, String detail) implements Fact {}

    /** How fast the data grow. */
    record Growth(double bytesPerDay, long bytes) implements Fact {}

    /** Whether the instance answers. */
    record Reachable(boolean answers, String detail) implements Fact {}

    /** A slow statement ended. */
    record Slow(SlowQueryDocument statement) implements Fact {}
}
