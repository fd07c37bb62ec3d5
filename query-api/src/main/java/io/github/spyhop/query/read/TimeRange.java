package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import org.bson.conversions.Bson;

/** A stretch of time, {@code from} included, {@code to} excluded. */
public record TimeRange(Instant from, Instant to) {

    Bson on(String field) {
        return Filters.and(Filters.gte(field, from), Filters.lt(field, to));
    }
}
