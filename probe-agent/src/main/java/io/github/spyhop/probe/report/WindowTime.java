package io.github.spyhop.probe.report;

import java.time.Instant;

/** The stretch of time that a window covers. */
public record WindowTime(Instant start, int seconds) {}
