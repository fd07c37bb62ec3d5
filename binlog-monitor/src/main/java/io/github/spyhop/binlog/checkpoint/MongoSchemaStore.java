package io.github.spyhop.binlog.checkpoint;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.position.Gtid;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.SchemaLog;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Histories of definitions in {@link StoreCollection#BINLOG_SCHEMAS}: for each source one document
 * that names its generation, and for each change of a table one of that generation. A generation
 * counts when it is whole, so that a crash within {@link #begin} leaves the one before.
 */
public final class MongoSchemaStore implements SchemaStore {

    private static final String ID = "_id";
    private static final String SOURCE = "source";
    private static final String GENERATION = "generation";
    private static final String NUMBER = "number";
    private static final String GTID = "gtid";
    private static final String FILE = "binlog_file";
    private static final String POSITION = "binlog_position";
    private static final int CHUNK = 500;

    private final MongoCollection<Document> schemas;

    public MongoSchemaStore(Store store) {
        schemas =
                store.collection(StoreCollection.BINLOG_SCHEMAS, Document.class)
                        .withWriteConcern(WriteConcern.MAJORITY)
                        .withReadConcern(ReadConcern.MAJORITY);
    }

    @Override
    public Optional<Collection<SchemaEntry>> load(String source, Checkpoint done) {
        return generation(source).map(generation -> fold(source, generation, done));
    }

    private Optional<String> generation(String source) {
        return Optional.ofNullable(schemas.find(Filters.eq(ID, source)).first())
                .map(document -> document.getString(GENERATION));
    }

    private Collection<SchemaEntry> fold(String source, String generation, Checkpoint done) {
        Optional<GtidSet> gtids = done.gtidSet().map(GtidSet::parse);
        Map<TableName, SchemaEntry> tables = new LinkedHashMap<>();
        for (Document document :
                schemas.find(of(source, generation)).sort(Sorts.ascending(NUMBER))) {
            if (isDone(document, gtids, done.position())) {
                SchemaEntry entry = SchemaDocuments.entryOf(document);
                if (entry.isDropped()) {
                    tables.remove(entry.table());
                } else {
                    tables.put(entry.table(), entry);
                }
            }
        }
        return tables.values();
    }

    private static boolean isDone(
            Document document, Optional<GtidSet> gtids, BinlogPosition position) {
        String gtid = document.getString(GTID);
        if (gtid != null && gtids.isPresent()) {
            return gtids.get().containsAll(GtidSet.parse(gtid));
        }
        String file = document.getString(FILE);
        return file == null
                || new BinlogPosition(file, document.getLong(POSITION)).compareTo(position) <= 0;
    }

    private static Bson of(String source, String generation) {
        return Filters.and(Filters.eq(SOURCE, source), Filters.eq(GENERATION, generation));
    }

    @Override
    public void begin(String source, Collection<SchemaEntry> base) {
        String generation = UUID.randomUUID().toString();
        List<Document> chunk = new ArrayList<>();
        for (SchemaEntry entry : base) {
            chunk.add(
                    SchemaDocuments.of(entry)
                            .append(SOURCE, source)
                            .append(GENERATION, generation)
                            .append(NUMBER, 0L));
            if (chunk.size() == CHUNK) {
                schemas.insertMany(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            schemas.insertMany(chunk);
        }
        schemas.replaceOne(
                Filters.eq(ID, source),
                new Document(ID, source).append(GENERATION, generation),
                new ReplaceOptions().upsert(true));
        schemas.deleteMany(
                Filters.and(Filters.eq(SOURCE, source), Filters.ne(GENERATION, generation)));
    }

    @Override
    public SchemaLog log(String source) {
        String generation = generation(source).orElseThrow();
        Document last = schemas.find(of(source, generation)).sort(Sorts.descending(NUMBER)).first();
        long[] number = {last == null ? 0 : last.getLong(NUMBER)};
        return (transaction, statement, entries) ->
                append(new Line(source, generation, ++number[0], transaction, statement), entries);
    }

    private record Line(
            String source,
            String generation,
            long number,
            Transaction transaction,
            int statement) {}

    private void append(Line line, List<SchemaEntry> entries) {
        Gtid gtid = line.transaction().gtid();
        schemas.bulkWrite(
                entries.stream()
                        .map(entry -> {
                            String id =
                                    "%s %s %d %s"
                                            .formatted(
                                                    line.generation(),
                                                    line.transaction().id(),
                                                    line.statement(),
                                                    entry.table());
                            return new ReplaceOneModel<>(
                                    Filters.eq(ID, id),
                                    SchemaDocuments.of(entry)
                                            .append(ID, id)
                                            .append(SOURCE, line.source())
                                            .append(GENERATION, line.generation())
                                            .append(NUMBER, line.number())
                                            .append(GTID, gtid == null ? null : gtid.toString())
                                            .append(FILE, line.transaction().end().file())
                                            .append(POSITION, line.transaction().end().offset()),
                                    new ReplaceOptions().upsert(true));
                        })
                        .toList());
    }

    @Override
    public void forget(String source) {
        schemas.deleteOne(Filters.eq(ID, source));
        schemas.deleteMany(Filters.eq(SOURCE, source));
    }
}
