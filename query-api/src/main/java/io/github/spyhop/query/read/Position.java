package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/** Where a list ended that has the newest first: the time and the id of its last document. */
public record Position(Instant time, String id) {

    /** What comes behind it. */
    Bson beyond(String field) {
        Date at = Date.from(time);
        // The first condition is what the index is entered by.
        return Filters.and(
                Filters.lte(field, at), Filters.or(Filters.lt(field, at), Filters.lt("_id", id)));
    }
}
