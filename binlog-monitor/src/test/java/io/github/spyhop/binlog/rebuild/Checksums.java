package io.github.spyhop.binlog.rebuild;

import io.github.spyhop.binlog.testing.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contents of all tables of a schema, as one checksum each that no row's place changes. */
final class Checksums {

    private static final String COLUMNS =
            """
            SELECT GROUP_CONCAT(CASE
                WHEN DATA_TYPE = 'bit' THEN CONCAT('IFNULL(`', COLUMN_NAME, '` + 0, ''~'')')
                WHEN DATA_TYPE IN ('float', 'double') THEN CONCAT('IFNULL(CAST(`', COLUMN_NAME,
                    '` + 0e0 AS CHAR), ''~'')')
                WHEN DATA_TYPE IN ('binary', 'varbinary', 'blob', 'point') THEN
                    CONCAT('IFNULL(HEX(`', COLUMN_NAME, '`), ''~'')')
                ELSE CONCAT('IFNULL(HEX(CAST(`', COLUMN_NAME,
                    '` AS CHAR CHARACTER SET utf8mb4)), ''~'')')
                END ORDER BY ORDINAL_POSITION)
            FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s'
            """;

    private static final int DIFFERENCES_SHOWN = 6;

    private Checksums() {}

    /** Rows and checksum by table. */
    static Map<String, String> of(Database database) {
        database.run("SET sql_mode = '', group_concat_max_len = 100000, time_zone = '+00:00'");
        Map<String, String> checksums = new TreeMap<>();
        for (String table :
                database.column(
                        "SELECT TABLE_NAME FROM information_schema.TABLES"
                                + " WHERE TABLE_SCHEMA = DATABASE()")) {
            String columns = database.value(COLUMNS.formatted(table));
            checksums.put(
                    table,
                    database.value(
                            """
                            SELECT CONCAT(COUNT(*), ' rows ', IFNULL(SUM(CAST(CONV(SUBSTR(SHA2(
                                CONCAT_WS('|', %s), 256), 1, 12), 16, 10) AS UNSIGNED)), 0)) FROM `%s`
                            """
                                    .formatted(columns, table)));
        }
        return checksums;
    }

    /** The rows of a table that are in one schema and not in the other. */
    static List<String> differences(Database written, Database rebuilt, String table) {
        String rows =
                "SELECT CONCAT_WS('|', %s) FROM `%s`"
                        .formatted(written.value(COLUMNS.formatted(table)), table);
        List<String> differences = new ArrayList<>(written.column(rows));
        List<String> others = new ArrayList<>(rebuilt.column(rows));
        List<String> common = List.copyOf(differences);
        others.forEach(differences::remove);
        common.forEach(others::remove);
        others.forEach(row -> differences.add("rebuilt: " + row));
        return differences.stream()
                .map(row -> row.replaceAll("([0-9A-F]{40})[0-9A-F]+", "$1…"))
                .limit(DIFFERENCES_SHOWN)
                .toList();
    }
}
