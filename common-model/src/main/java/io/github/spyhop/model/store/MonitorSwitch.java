package io.github.spyhop.model.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Whether the collectors watch the instances, as an operator wants it; one switch for all, in {@link
 * StoreCollection#COLLECTOR_CONTROL}. Query-api turns it, each collector follows within a second or
 * two.
 */
public final class MonitorSwitch {

    private static final String ID = "monitor";

    private final MongoCollection<Position> collection;

    /**
     * How the switch stands.
     *
     * @param since when it was turned; the epoch if it never was
     * @param by who turned it, or an empty text
     */
    public record Position(@BsonId String id, boolean running, Instant since, String by) {}

    public MonitorSwitch(Store store) {
        this.collection = store.collection(StoreCollection.COLLECTOR_CONTROL, Position.class);
    }

    /** How it stands; running, if nobody ever turned it. */
    public Position read() {
        Position found = collection.find(Filters.eq(ID)).first();
        return found == null ? new Position(ID, true, Instant.EPOCH, "") : found;
    }

    /** Turns it; turning it to where it stands leaves it as it is. */
    public Position turn(boolean running, String by) {
        Position before = read();
        if (before.running() == running) {
            return before;
        }
        Position after = new Position(ID, running, Instant.now(), by);
        collection.replaceOne(Filters.eq(ID), after, new ReplaceOptions().upsert(true));
        return after;
    }
}
