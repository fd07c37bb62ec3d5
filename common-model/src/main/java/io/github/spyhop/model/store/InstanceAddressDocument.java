package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/**
 * An address that an instance's name stood for ({@link StoreCollection#INSTANCE_ADDRESSES}). The wire
 * knows servers by their addresses, and names move from one to another, as at a failover.
 *
 * @param id of the instance and the address
 * @param server {@code address:port}, as {@link WireWindowDocument#server} has it
 * @param firstSeen when the name was first looked up and found there, {@code lastSeen} the last time
 */
public record InstanceAddressDocument(
        @BsonId String id,
        String instance,
        String server,
        @BsonProperty("first_seen") Instant firstSeen,
        @BsonProperty("last_seen") Instant lastSeen) {}
