package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/**
 * A statement family ({@link StoreCollection#DIGESTS}), whichever source saw it.
 *
 * @param id the 128-bit digest id, 32 hexadecimal digits
 * @param digestText as MySQL's {@code STATEMENT_DIGEST_TEXT()} gives it
 * @param kind a {@link io.github.spyhop.model.statement} kind, upper case
 * @param tables the tables that the statement names
 */
public record DigestDocument(
        @BsonId String id,
        @BsonProperty("digest_text") String digestText,
        String kind,
        List<String> tables,
        @BsonProperty("first_seen") Instant firstSeen,
        @BsonProperty("last_seen") Instant lastSeen) {

    public DigestDocument {
        tables = List.copyOf(tables);
    }
}
