package io.github.spyhop.model.store;

import java.time.Duration;

/**
 * A time series collection.
 *
 * @param timeField the field with the measurement's time
 * @param metaField the field that says what was measured
 * @param keptFor how long a measurement is kept
 */
public record TimeSeriesSpec(String timeField, String metaField, Duration keptFor) {}
