package io.github.spyhop.query.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/**
 * Which part is asked for of a list that has the newest first.
 *
 * @param after where the part before it ended; empty for the first one
 */
public record Slice(Optional<Position> after, int limit) {

    /** The first part. */
    public static Slice first(int limit) {
        return new Slice(Optional.empty(), limit);
    }

    /** The conditions of a list, for this part alone. */
    Bson of(Bson filter, String time) {
        return after.map(position -> Filters.and(position.beyond(time), filter)).orElse(filter);
    }

    /**
     * The part, of documents that need not know their ids.
     *
     * @param time the field by which the list is ordered
     */
    <T> Listed<T> find(MongoCollection<T> collection, Bson filter, String time) {
        Codec<T> codec = collection.getCodecRegistry().get(collection.getDocumentClass());
        List<RawBsonDocument> found =
                collection
                        .withDocumentClass(RawBsonDocument.class)
                        .find(of(filter, time))
                        .sort(Sorts.descending(time, "_id"))
                        .limit(limit)
                        .into(new ArrayList<>());
        return Listed.of(found, limit, document -> positionOf(document, time))
                .map(document -> document.decode(codec));
    }

    private static Position positionOf(RawBsonDocument document, String time) {
        Instant at = Instant.ofEpochMilli(document.getDateTime(time).getValue());
        return new Position(
                at,
                document.isObjectId("_id")
                        ? document.getObjectId("_id").getValue().toHexString()
                        : document.getString("_id").getValue());
    }
}
