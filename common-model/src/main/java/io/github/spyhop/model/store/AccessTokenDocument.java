package io.github.spyhop.model.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A token for a program ({@link StoreCollection#ACCESS_TOKENS}). The token itself is not stored.
 *
 * @param id the part of the token that may be seen
 * @param name what a person calls it
 * @param role "viewer", "operator" or "admin"
 * @param instances the only instances that it may ask about; null, if it may ask about all
 * @param hash SHA-256 of the whole token, in hexadecimal digits
 * @param lastUsedAt when it was last used, to within an hour
 */
public record AccessTokenDocument(
        @BsonId String id,
        String name,
        String role,
        @Nullable List<String> instances,
        String hash,
        @BsonProperty("created_at") Instant createdAt,
        @BsonProperty("created_by") String createdBy,
        @BsonProperty("expires_at") Instant expiresAt,
        @BsonProperty("revoked_at") @Nullable Instant revokedAt,
        @BsonProperty("last_used_at") @Nullable Instant lastUsedAt) {

    /** Whether it still opens anything at this time. */
    public boolean isValidAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "AccessTokenDocument[" + id + ", " + name + ", " + role + "]";
    }
}
