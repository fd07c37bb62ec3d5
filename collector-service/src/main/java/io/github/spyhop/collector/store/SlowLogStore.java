package io.github.spyhop.collector.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.collector.normalise.SlowLogSummary;
import io.github.spyhop.collector.normalise.SlowLogSummary.Line;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Keeps what slow logs say, a document for each instance, day and family, and how a run goes. */
public final class SlowLogStore {

    private final MongoCollection<Document> families;
    private final MongoCollection<Document> runs;

    public SlowLogStore(Store store) {
        this.families = store.collection(StoreCollection.CLOUDWATCH_SLOW_QUERIES, Document.class);
        this.runs = store.collection(StoreCollection.CLOUDWATCH_RUNS, Document.class);
    }

    /**
     * A run that somebody asked for.
     *
     * @param to excluded
     * @param instance the only one to read, if one is named
     */
    public record Run(String id, Instant from, Instant to, @Nullable String instance) {}

    /** How far a run is. */
    public record Progress(int processedInstances, int totalInstances, long totalQueries) {}

    /** Takes a run that nobody does yet, the oldest first. */
    public Optional<Run> take() {
        Document taken =
                runs.findOneAndUpdate(
                        Filters.eq("status", "requested"),
                        Updates.combine(
                                Updates.set("status", "started"),
                                Updates.set("timestamp", Date.from(Instant.now()))),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("requested_at"))
                                .returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken)
                .map(run ->
                        new Run(
                                run.getString("_id"),
                                run.getDate("from").toInstant(),
                                run.getDate("to").toInstant(),
                                run.getString("instance_id")));
    }

    /** Shows how far a run is. */
    public void show(Run run, String status, Progress progress, @Nullable String error) {
        int total = Math.max(1, progress.totalInstances());
        runs.updateOne(
                Filters.eq(run.id()),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("timestamp", Date.from(Instant.now())),
                        Updates.set(
                                "details",
                                new Document(
                                                "progress",
                                                progress.processedInstances() * 100 / total)
                                        .append(
                                                "processed_instances",
                                                progress.processedInstances())
                                        .append("total_instances", progress.totalInstances())
                                        .append("total_queries", progress.totalQueries())
                                        .append("period", run.from() + " to " + run.to())
                                        .append("error", error))));
    }

    /** Keeps a summary; reading the same days again replaces what was kept. */
    public void write(String instance, SlowLogSummary summary) {
        Date now = Date.from(Instant.now());
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Line line : summary.lines()) {
            Document document = documentOf(instance, line).append("created_at", now);
            writes.add(new ReplaceOneModel<>(Filters.eq(document.get("_id")), document, upsert));
        }
        if (!writes.isEmpty()) {
            families.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private static Document documentOf(String instance, Line line) {
        double count = line.count();
        return new Document("_id", instance + ":" + line.day() + ":" + line.digest().id())
                .append("date", line.day().toString())
                .append("instance_id", instance)
                .append("digest_id", line.digest().id())
                .append("digest_query", line.digest().text())
                .append("example_queries", line.examples())
                .append("execution_count", line.count())
                .append("total_time", line.time())
                .append("avg_time", line.time() / count)
                .append("avg_lock_time", line.lockTime() / count)
                .append("avg_rows_sent", line.rowsSent() / count)
                .append("avg_rows_examined", line.rowsExamined() / count)
                .append("users", line.users())
                .append("hosts", line.hosts())
                .append("first_seen", Date.from(line.firstSeen()))
                .append("last_seen", Date.from(line.lastSeen()));
    }
}
