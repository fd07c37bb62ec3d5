package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.schema.SchemaHistory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What decides where and how a server's binlog is read.
 *
 * @param variables global system variables by name, those that the server knows
 * @param current where its binlog ends now; none if it writes none
 * @param logs the names of its binlog files with their sizes in bytes, oldest first
 * @param collations the names of the character sets by the numbers of their collations
 * @param characterTables of those of one byte a character, the 256 characters by their names
 */
public record ServerFacts(
        Map<String, String> variables,
        Optional<BinlogPosition> current,
        SequencedMap<String, Long> logs,
        Map<Integer, String> collations,
        Map<String, String> characterTables) {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    public ServerFacts {
        variables = Map.copyOf(variables);
        logs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(logs));
        collations = Map.copyOf(collations);
        characterTables = Map.copyOf(characterTables);
    }

    /** A variable's value; empty if the server does not know it. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** How it reads statements that define tables. */
    public SchemaHistory.Server reading() {
        return new SchemaHistory.Server(
                versionNumber(), !variable("lower_case_table_names").equals("0"));
    }

    private int versionNumber() {
        Matcher version = VERSION.matcher(variable("version"));
        return version.lookingAt()
                ? Integer.parseInt(version.group(1)) * 10_000
                        + Integer.parseInt(version.group(2)) * 100
                        + Integer.parseInt(version.group(3))
                : 0;
    }

    /** Whether each table's names of columns are in its binlog. */
    public boolean logsColumnNames() {
        return variable("binlog_row_metadata").equals("FULL");
    }

    public String serverUuid() {
        return variable("server_uuid");
    }

    /** Whether every transaction has a GTID. */
    public boolean hasGtids() {
        return variable("gtid_mode").equals("ON");
    }

    /** The transactions that it has committed. */
    public String gtidExecuted() {
        return variable("gtid_executed").replaceAll("\\s", "");
    }

    /** Those of them that its binlog has no more. */
    public String gtidPurged() {
        return variable("gtid_purged").replaceAll("\\s", "");
    }

    /** Its oldest binlog file; empty if it has none. */
    public String firstLog() {
        return logs.isEmpty() ? "" : logs.firstEntry().getKey();
    }

    /** How many bytes of binlog lie behind a position, as far as the server still has them. */
    public long bytesBehind(BinlogPosition position) {
        long bytes = 0;
        for (Map.Entry<String, Long> log : logs.entrySet()) {
            int order = log.getKey().compareTo(position.file());
            if (order > 0) {
                bytes += log.getValue();
            } else if (order == 0) {
                bytes += Math.max(0, log.getValue() - position.offset());
            }
        }
        return bytes;
    }
}
