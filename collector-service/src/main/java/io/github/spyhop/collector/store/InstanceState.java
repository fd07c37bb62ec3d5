package io.github.spyhop.collector.store;

import io.github.spyhop.collector.normalise.ServerRun;
import java.time.Instant;

/** How an instance is being watched. */
public sealed interface InstanceState {

    /** The state's name in the store. */
    default String field() {
        return switch (this) {
            case Starting _ -> "starting";
            case Watched _ -> "watched";
            case Failing _ -> "failing";
            case Unusable _ -> "unusable";
            case Resting _ -> "resting";
        };
    }

    /** It is being connected to. */
    record Starting() implements InstanceState {}

    /** It answers. */
    record Watched(ServerRun run, String version) implements InstanceState {}

    /**
     * It does not answer and will be tried again.
     *
     * @param remedy what mends it, or an empty text
     * @param failures how often in a row it failed
     */
    record Failing(String error, String remedy, int failures, Instant retryAt)
            implements InstanceState {}

    /** It is not watched, for an operator has stopped the monitor. */
    record Resting() implements InstanceState {}

    /** Its entry in the registry cannot be used. */
    record Unusable(String reason) implements InstanceState {}
}
