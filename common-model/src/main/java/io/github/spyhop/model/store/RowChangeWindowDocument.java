package io.github.spyhop.model.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;

/**
 * The row changes of one table that a binlog source published, confirmed by the broker, within a
 * window ({@link StoreCollection#ROW_CHANGE_WINDOWS}).
 *
 * @param id {@code source:schema.table:window_start}
 * @param source the name of the binlog source
 */
public record RowChangeWindowDocument(
        @BsonId String id,
        String source,
        String schema,
        @BsonProperty("table_name") String tableName,
        @BsonProperty("window_start") Instant windowStart,
        @BsonProperty("window_seconds") int windowSeconds,
        long inserts,
        long updates,
        long deletes) {}
