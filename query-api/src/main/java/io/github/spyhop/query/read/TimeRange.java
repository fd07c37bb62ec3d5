package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import org.bson.conversions.Bson;

/** A stretch of time, {@code from} included, {@code to} excluded. */
public record TimeRange(Instant from, Instant to) {

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The stretch of the same length that ends where this one begins. */
    public TimeRange before() {
        return new TimeRange(from.minus(length()), from);
    }

    Bson on(String field) {
        return Filters.and(Filters.gte(field, from), Filters.lt(field, to));
    }
}
