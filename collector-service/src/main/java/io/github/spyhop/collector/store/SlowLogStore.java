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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Keeps what slow logs say, a document for each instance, day and family, and how a run goes. */
public final class SlowLogStore {

    /** A replica that is silent for this long has died. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    /** A run that ends each replica that takes it shall not end all. */
    private static final int ATTEMPTS_MAX = 3;

    private final MongoCollection<Document> families;
    private final MongoCollection<Document> runs;

    public SlowLogStore(Store store) {
        this.families = store.collection(StoreCollection.CLOUDWATCH_SLOW_QUERIES, Document.class);
        this.runs = store.collection(StoreCollection.CLOUDWATCH_RUNS, Document.class);
    }

    /**
     * A run that somebody asked for.
     *
     * @param attempt how often it was taken, by this replica last
     * @param to excluded
     * @param instance the only one to read, if one is named
     * @param done the instances that an earlier attempt has read to their ends
     */
    public record Run(
            String id,
            int attempt,
            Instant from,
            Instant to,
            @Nullable String instance,
            Set<String> done) {

        public Run {
            done = Set.copyOf(done);
        }
    }

    /** How far a run is. */
    public record Progress(int processedInstances, int totalInstances, long totalQueries) {}

    /**
     * How a run shows itself.
     *
     * @param status requested, started, in_progress, completed or error
     */
    public record Shown(String status, int percent, Progress progress, @Nullable String error) {

        public boolean isOver() {
            return isWell() || status.equals("error");
        }

        /** Whether it came to its end as it should. */
        public boolean isWell() {
            return status.equals("completed");
        }
    }

    /** Another replica has taken the run over, for this one was silent for too long. */
    public static final class RunLostException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RunLostException(Run run) {
            super("the run %s was taken over by another replica".formatted(run.id()));
        }
    }

    /**
     * Takes a run that nobody does: one that was asked for, or one whose replica is silent, the
     * oldest first. One that was taken too often is ended.
     */
    public Optional<Run> take() {
        Date silent = Date.from(Instant.now().minus(SILENT));
        Bson orphaned =
                Filters.and(
                        Filters.in("status", "started", "in_progress"),
                        Filters.lt("renewed_at", silent));
        runs.updateMany(
                Filters.and(orphaned, Filters.gte("attempt", ATTEMPTS_MAX)),
                Updates.combine(
                        Updates.set("status", "error"),
                        Updates.set("timestamp", Date.from(Instant.now())),
                        Updates.set(
                                "details.error",
                                "given up after %d attempts".formatted(ATTEMPTS_MAX))));
        Document taken =
                runs.findOneAndUpdate(
                        Filters.or(Filters.eq("status", "requested"), orphaned),
                        Updates.combine(
                                Updates.set("status", "started"),
                                Updates.inc("attempt", 1),
                                Updates.set("timestamp", Date.from(Instant.now())),
                                Updates.set("renewed_at", Date.from(Instant.now()))),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("requested_at"))
                                .returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken).map(SlowLogStore::runOf);
    }

    /** Asks for a run, and gives its id. */
    public String request(Instant from, Instant to, Optional<String> instance) {
        String id = UUID.randomUUID().toString();
        Document run =
                new Document("_id", id)
                        .append("status", "requested")
                        .append("requested_at", Date.from(Instant.now()))
                        .append("from", Date.from(from))
                        .append("to", Date.from(to));
        instance.ifPresent(name -> run.append("instance_id", name));
        runs.insertOne(run);
        return id;
    }

    /**
     * How a run is.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    public Shown shown(String id) {
        Document run = runs.find(Filters.eq(id)).first();
        if (run == null) {
            throw new IllegalArgumentException("there is no run " + id);
        }
        Document details = run.get("details", new Document());
        return new Shown(
                run.getString("status"),
                details.getInteger("progress", 0),
                new Progress(
                        details.getInteger("processed_instances", 0),
                        details.getInteger("total_instances", 0),
                        details.get("total_queries", 0L)),
                details.getString("error"));
    }

    private static Run runOf(Document run) {
        return new Run(
                run.getString("_id"),
                run.getInteger("attempt", 1),
                run.getDate("from").toInstant(),
                run.getDate("to").toInstant(),
                run.getString("instance_id"),
                Set.copyOf(run.getList("done", String.class, List.of())));
    }

    /**
     * Says that a run is still being done.
     *
     * @throws RunLostException if by another replica by now
     */
    public void renew(Run run) {
        update(run, Updates.set("renewed_at", Date.from(Instant.now())));
    }

    /** Notes that an instance was read to its end. */
    public void done(Run run, String instance) {
        update(run, Updates.addToSet("done", instance));
    }

    /** Shows how far a run is. */
    public void show(Run run, String status, Progress progress, @Nullable String error) {
        int total = Math.max(1, progress.totalInstances());
        Document details =
                new Document("progress", progress.processedInstances() * 100 / total)
                        .append("processed_instances", progress.processedInstances())
                        .append("total_instances", progress.totalInstances())
                        .append("total_queries", progress.totalQueries())
                        .append("period", run.from() + " to " + run.to())
                        .append("error", error);
        Date now = Date.from(Instant.now());
        update(
                run,
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("timestamp", now),
                        Updates.set("renewed_at", now),
                        Updates.set("details", details)));
    }

    private void update(Run run, Bson change) {
        Bson mine = Filters.and(Filters.eq(run.id()), Filters.eq("attempt", run.attempt()));
        if (runs.updateOne(mine, change).getMatchedCount() == 0) {
            throw new RunLostException(run);
        }
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
