package io.github.spyhop.query.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import io.github.spyhop.query.read.FigureSum;
import io.github.spyhop.query.read.Figures;
import io.github.spyhop.query.read.RollupLevel;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.read.WindowSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Makes the roll-ups of one minute, hour or day anew of all that there is of it. To do so twice
 * changes nothing, which is what makes late windows and a killed replica harmless.
 */
@ApplicationScoped
class RollupWriter {

    private static final String ALL = "";
    private static final int BATCH = 1_000;

    private final Store store;

    RollupWriter(Store store) {
        this.store = store;
    }

    private record Key(String of, String digestId) {}

    /** The minutes of a stretch that have windows: most have, but not after a night's rest. */
    List<Instant> minutesWithWindows(WindowSource source, TimeRange range) {
        return store.collection(source.coverage(), Document.class)
                .aggregate(
                        List.of(
                                Aggregates.match(within(range.from(), range.to())),
                                Aggregates.group(
                                        new Document(
                                                "$dateTrunc",
                                                new Document("date", "$window_start")
                                                        .append("unit", "minute")))))
                .map(minute -> minute.getDate("_id").toInstant())
                .into(new ArrayList<>());
    }

    /** Rolls the windows up that begin within a minute. */
    void minute(WindowSource source, Instant start) {
        Instant end = start.plus(RollupLevel.MINUTE.length());
        Map<Key, FigureSum> sums = new HashMap<>();
        for (Document window :
                store.collection(source.windows(), Document.class)
                        .find(and(source.counted(), within(start, end)))
                        .projection(fieldsOf(source.of()))) {
            String server = window.getString(source.of());
            String digest = window.getString("digest_id");
            sum(sums, server, digest).add(window);
        }
        Map.copyOf(sums)
                .forEach((key, sum) -> {
                    sum(sums, key.of(), ALL).add(sum);
                    sum(sums, ALL, key.digestId()).add(sum);
                    sum(sums, ALL, ALL).add(sum);
                });
        write(source, RollupLevel.MINUTE, start, sums);
    }

    /** Rolls the shorter roll-ups of an hour or a day up, one server after the other. */
    void longer(WindowSource source, RollupLevel level, Instant start) {
        RollupLevel shorter = RollupLevel.values()[level.ordinal() - 1];
        Bson within =
                and(
                        eq("source", source.field()),
                        eq("level", shorter.field()),
                        within(start, start.plus(level.length())));
        for (String of : serversOf(source, shorter, within)) {
            Map<Key, FigureSum> sums = new HashMap<>();
            for (Document rollup :
                    rollups().find(and(eq("of", of), within)).projection(fieldsOf("of"))) {
                sum(sums, of, rollup.getString("digest_id")).add(rollup);
            }
            write(source, level, start, sums);
        }
    }

    private static FigureSum sum(Map<Key, FigureSum> sums, String of, String digestId) {
        return sums.computeIfAbsent(new Key(of, digestId), key -> new FigureSum());
    }

    private List<String> serversOf(WindowSource source, RollupLevel level, Bson within) {
        return rollups()
                .distinct(
                        "of",
                        and(eq("source", source.field()), eq("level", level.field()), within),
                        String.class)
                .into(new ArrayList<>());
    }

    private void write(
            WindowSource source, RollupLevel level, Instant start, Map<Key, FigureSum> sums) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        sums.forEach((key, sum) -> {
            Document document = documentOf(source, level, start, key, sum.figures());
            writes.add(new ReplaceOneModel<>(eq(document.get("_id")), document, upsert));
            if (writes.size() == BATCH) {
                flush(writes);
            }
        });
        flush(writes);
    }

    private void flush(List<WriteModel<Document>> writes) {
        if (!writes.isEmpty()) {
            rollups().bulkWrite(writes, new BulkWriteOptions().ordered(false));
            writes.clear();
        }
    }

    private static Document documentOf(
            WindowSource source, RollupLevel level, Instant start, Key key, Figures it) {
        Document document =
                new Document(
                                "_id",
                                String.join(
                                        "|",
                                        source.field(),
                                        level.field(),
                                        Long.toString(start.getEpochSecond()),
                                        key.digestId(),
                                        key.of()))
                        .append("source", source.field())
                        .append("of", key.of())
                        .append("digest_id", key.digestId())
                        .append("level", level.field())
                        .append("window_start", Date.from(start))
                        .append("expires_at", Date.from(start.plus(level.kept())));
        it.sums().forEach(document::append);
        document.append(Figures.MAX, it.latencyMicrosMax());
        if (it.latency() != null) {
            document.append(Figures.SKETCH, new Binary(it.latency().toBytes()));
        }
        return document;
    }

    private static Bson within(Instant start, Instant end) {
        return and(gte("window_start", start), lt("window_start", end));
    }

    private static Bson fieldsOf(String of) {
        List<String> fields = new ArrayList<>(Figures.SUMS);
        fields.addAll(List.of(of, "digest_id", Figures.MAX, Figures.SKETCH));
        return Projections.include(fields);
    }

    private MongoCollection<Document> rollups() {
        return store.collection(StoreCollection.DIGEST_ROLLUPS, Document.class);
    }
}
