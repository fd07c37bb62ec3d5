package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.fault.Fault;
import java.time.Instant;

/** What a source is doing. */
public sealed interface SourceState {

    Instant since();

    /** It is connecting. */
    record Starting(Instant since) implements SourceState {}

    /** Another monitor publishes it; this one waits to take over. */
    record Standby(Instant since) implements SourceState {}

    /** It publishes. */
    record Running(Instant since) implements SourceState {}

    /** A server is away; it is tried again. */
    record Retrying(Instant since, String reason, Instant nextAttempt) implements SourceState {}

    /** It waits for what only someone else can mend, and looks again from time to time. */
    record Parked(Instant since, Fault fault, Instant nextAttempt) implements SourceState {}

    /** It has stopped until someone decides. */
    record Failed(Instant since, Fault fault) implements SourceState {}

    /** An operator has paused it. */
    record Paused(Instant since) implements SourceState {}

    /** It was stopped in good order. */
    record Stopped(Instant since) implements SourceState {}
}
