package io.github.spyhop.collector.poll.storage;

import io.github.spyhop.collector.poll.link.Link;
import io.github.spyhop.collector.poll.link.ServerFault;
import io.github.spyhop.collector.poll.perfschema.Times;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Measures what takes room on disk, and reads how indexes are used. */
public final class StorageReader {

    private static final int TABLES_MAX = 20_000;
    private static final int INDEXES_MAX = 5_000;

    private static final String NOT_SYSTEM =
            "NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')";

    /** What could not be measured. */
    public record Missing(String what, String error, String remedy) {}

    /**
     * A measurement.
     *
     * @param files bytes of files by what they are for, such as {@code tablespace_single} or {@code
     *     binlog}
     * @param cut whether there are more tables or indexes than are read at once
     */
    public record Measurement(
            Instant at,
            List<TableSize> tables,
            Map<String, Long> files,
            List<IndexUse> indexes,
            boolean cut,
            List<Missing> missing) {

        public Measurement {
            tables = List.copyOf(tables);
            files = Map.copyOf(files);
            indexes = List.copyOf(indexes);
            missing = List.copyOf(missing);
        }

        /** The sum over the tables. */
        public long bytes(ToLongFunction<TableSize> part) {
            return tables.stream().mapToLong(part).sum();
        }
    }

    private StorageReader() {}

    /** Measures. */
    public static Measurement read(Link link) {
        List<Missing> missing = new ArrayList<>();
        Map<String, Long> files = new LinkedHashMap<>();
        Instant at =
                link.query("SELECT SYSDATE(6) AS at", row -> Times.instant(row, "at")).getFirst();
        List<TableSize> tables = link.query(tables(), StorageReader::tableOf);
        attempt("tablespaces", missing, () -> readTablespaces(link, files));
        attempt("temporary tablespaces", missing, () -> readTemporary(link, files));
        attempt("binary logs", missing, () -> readBinaryLogs(link, files));
        List<IndexUse> indexes = new ArrayList<>();
        attempt(
                "indexes",
                missing,
                () -> indexes.addAll(link.query(indexes(), StorageReader::useOf)));
        boolean cut = tables.size() >= TABLES_MAX || indexes.size() >= INDEXES_MAX;
        return new Measurement(at, tables, files, indexes, cut, missing);
    }

    private static void attempt(String what, List<Missing> missing, Runnable read) {
        try {
            read.run();
        } catch (ServerFault fault) {
            if (fault.concernsTheInstance()) {
                throw fault;
            }
            missing.add(new Missing(what, fault.message(), fault.remedy()));
        }
    }

    private static void readTablespaces(Link link, Map<String, Long> files) {
        link.query(
                """
                SELECT LOWER(SPACE_TYPE) AS type, SUM(FILE_SIZE) AS bytes
                FROM information_schema.INNODB_TABLESPACES GROUP BY SPACE_TYPE
                """,
                row -> files.put("tablespace_" + row.getString("type"), longOf(row, "bytes")));
    }

    private static void readTemporary(Link link, Map<String, Long> files) {
        link.query(
                """
                SELECT COALESCE(SUM(SIZE), 0) AS bytes
                FROM information_schema.INNODB_SESSION_TEMP_TABLESPACES
                """,
                row -> files.put("temporary", longOf(row, "bytes")));
    }

    private static void readBinaryLogs(Link link, Map<String, Long> files) {
        List<Long> sizes = link.query("SHOW BINARY LOGS", row -> longOf(row, "File_size"));
        files.put("binlog", sizes.stream().mapToLong(Long::longValue).sum());
    }

    private static String tables() {
        return """
        SELECT TABLE_SCHEMA AS db, TABLE_NAME AS name, ENGINE AS engine,
            COALESCE(TABLE_ROWS, 0) AS row_count, COALESCE(DATA_LENGTH, 0) AS data,
            COALESCE(INDEX_LENGTH, 0) AS idx, COALESCE(DATA_FREE, 0) AS free
        FROM information_schema.TABLES
        WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA %s
        LIMIT %d
        """
                .formatted(NOT_SYSTEM, TABLES_MAX);
    }

    private static String indexes() {
        return """
        SELECT s.TABLE_SCHEMA AS db, s.TABLE_NAME AS name, s.INDEX_NAME AS idx,
            MAX(s.NON_UNIQUE) = 0 AS uniq, MAX(s.INDEX_TYPE) AS type,
            GROUP_CONCAT(CONCAT(COALESCE(s.COLUMN_NAME, s.EXPRESSION),
                COALESCE(CONCAT('(', s.SUB_PART, ')'), ''))
                ORDER BY s.SEQ_IN_INDEX SEPARATOR '\\n') AS cols,
            MAX(u.COUNT_READ) AS readings, MAX(u.COUNT_WRITE) AS writings,
            MAX(u.SUM_TIMER_WAIT) AS picos
        FROM information_schema.STATISTICS s
        LEFT JOIN performance_schema.table_io_waits_summary_by_index_usage u
            ON u.OBJECT_TYPE = 'TABLE' AND u.OBJECT_SCHEMA = s.TABLE_SCHEMA
                AND u.OBJECT_NAME = s.TABLE_NAME AND u.INDEX_NAME = s.INDEX_NAME
        WHERE s.TABLE_SCHEMA %s
        GROUP BY s.TABLE_SCHEMA, s.TABLE_NAME, s.INDEX_NAME
        LIMIT %d
        """
                .formatted(NOT_SYSTEM, INDEXES_MAX);
    }

    private static TableSize tableOf(Row row) {
        return new TableSize(
                row.getString("db"),
                row.getString("name"),
                row.getString("engine"),
                longOf(row, "row_count"),
                longOf(row, "data"),
                longOf(row, "idx"),
                longOf(row, "free"));
    }

    private static IndexUse useOf(Row row) {
        Object readings = row.getValue("readings");
        return new IndexUse(
                row.getString("db"),
                row.getString("name"),
                row.getString("idx"),
                longOf(row, "uniq") == 1,
                "BTREE".equals(row.getString("type")),
                Arrays.asList(row.getString("cols").split("\n")),
                readings == null ? null : longOf(row, "readings"),
                readings == null ? 0 : longOf(row, "writings"),
                readings == null ? 0 : Times.nanosOfPicos(longOf(row, "picos")) / 1_000);
    }

    private static long longOf(Row row, String column) {
        return ((Number) row.getValue(column)).longValue();
    }
}
