package io.github.spyhop.query.schedule;

import io.github.spyhop.query.read.TimeRange;
import java.util.Optional;

/**
 * A report that is to be there.
 *
 * @param id the same whichever replica asks, so that it is made once
 * @param before the period that it is compared with
 * @param instance the instance that it is of; the fleet without one
 */
record DueReport(
        String id,
        ReportPeriod period,
        TimeRange range,
        TimeRange before,
        Optional<String> instance) {}
