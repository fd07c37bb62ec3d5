package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Where a list ended that has the newest first.
 *
 * @param time of its last document
 * @param id of its last document, an ObjectId in hexadecimal
 */
public record Position(Instant time, String id) {

    /** What comes behind it. */
    Bson beyond(String field) {
        Date at = Date.from(time);
        // The first condition is what the index is entered by.
        return Filters.and(
                Filters.lte(field, at),
                Filters.or(Filters.lt(field, at), Filters.expr(idBefore())));
    }

    /** Hexadecimal texts are in the order of what they stand for. */
    private Document idBefore() {
        return new Document("$lt", List.of(new Document("$toString", "$_id"), literal(id)));
    }

    /** A value that is no expression, whatever it begins with. */
    private static Document literal(String value) {
        return new Document("$literal", value);
    }
}
