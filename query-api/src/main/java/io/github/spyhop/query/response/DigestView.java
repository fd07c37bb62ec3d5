package io.github.spyhop.query.response;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.DigestDocument;
import java.time.Instant;
import java.util.List;

/**
 * A statement family.
 *
 * @param kind such as {@code READ}, {@code WRITE} or {@code DDL}
 * @param tables the tables that it names
 * @param firstSeen when it was first seen
 * @param lastSeen when it was last seen
 */
public record DigestView(
        @JsonProperty("digest_id") String digestId,
        @JsonProperty("digest_text") String digestText,
        String kind,
        List<String> tables,
        @JsonProperty("first_seen") Instant firstSeen,
        @JsonProperty("last_seen") Instant lastSeen) {

    public static DigestView of(DigestDocument digest) {
        return new DigestView(
                digest.id(),
                digest.digestText(),
                digest.kind(),
                digest.tables(),
                digest.firstSeen(),
                digest.lastSeen());
    }
}
