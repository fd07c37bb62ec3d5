package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.github.spyhop.collector.normalise.Topology;
import io.github.spyhop.collector.normalise.Topology.Happening;
import io.github.spyhop.collector.normalise.Topology.Known;
import io.github.spyhop.collector.poll.aurora.AuroraMember;
import io.github.spyhop.collector.poll.aurora.AuroraReader.Aurora;
import io.github.spyhop.collector.poll.replication.ReplicationChannel;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Keeps the role and the channels of each instance, and what happened to it. */
public final class TopologyStore {

    private final MongoCollection<Document> topology;
    private final MongoCollection<Document> events;

    public TopologyStore(Store store) {
        this.topology = store.collection(StoreCollection.SERVER_TOPOLOGY, Document.class);
        this.events = store.collection(StoreCollection.SERVER_EVENTS, Document.class);
    }

    /** What was known of an instance, whichever replica wrote it. */
    public Optional<Known> known(String instance) {
        return Optional.ofNullable(topology.find(Filters.eq(instance)).first())
                .map(document ->
                        new Known(
                                document.getString("server_uuid"),
                                document.getDate("server_started_at").toInstant().getEpochSecond(),
                                document.getString("role")));
    }

    /** Keeps a topology, and what happened before it came about. */
    public void write(String instance, Topology now, List<Happening> happenings) {
        Date at = Date.from(Instant.now());
        for (Happening happening : happenings) {
            events.insertOne(
                    new Document("instance", instance)
                            .append("at", at)
                            .append("kind", happening.kind())
                            .append("detail", happening.detail()));
        }
        Document document =
                new Document("_id", instance)
                        .append("updated_at", at)
                        .append("server_uuid", now.run().uuid())
                        .append("server_started_at", Date.from(now.run().startedAt()))
                        .append("role", now.role())
                        .append("read_only", now.readOnly())
                        .append("downstream", now.downstream())
                        .append(
                                "channels",
                                now.channels().stream().map(TopologyStore::channelOf).toList());
        Aurora aurora = now.aurora();
        if (aurora != null) {
            document.append("aurora", auroraOf(aurora));
        }
        topology.replaceOne(Filters.eq(instance), document, new ReplaceOptions().upsert(true));
    }

    private static Document channelOf(ReplicationChannel channel) {
        return new Document("name", channel.name())
                .append("source_host", channel.sourceHost())
                .append("source_port", channel.sourcePort())
                .append("source_uuid", channel.sourceUuid())
                .append("receiver", channel.receiver())
                .append("applier", channel.applier())
                .append("lag_seconds", channel.lagSeconds())
                .append("received_gtids", channel.receivedGtids())
                .append("error", channel.error());
    }

    private static Document auroraOf(Aurora aurora) {
        return new Document("version", aurora.version())
                .append("server_id", aurora.serverId())
                .append("members", aurora.members().stream().map(TopologyStore::memberOf).toList());
    }

    private static Document memberOf(AuroraMember member) {
        return new Document("server_id", member.serverId())
                .append("writer", member.writer())
                .append("lag_millis", member.lagMillis())
                .append("updated_at", Date.from(member.updatedAt()));
    }
}
