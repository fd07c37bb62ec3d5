package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.position.BinlogPosition;
import java.util.Map;
import java.util.Optional;

/**
 * What decides where and how a server's binlog is read.
 *
 * @param variables global system variables by name, those that the server knows
 * @param current where its binlog ends now; none if it writes none
 * @param collations the names of the character sets by the numbers of their collations
 * @param characterTables of those of one byte a character, the 256 characters by their names
 */
public record ServerFacts(
        Map<String, String> variables,
        Optional<BinlogPosition> current,
        Map<Integer, String> collations,
        Map<String, String> characterTables) {

    public ServerFacts {
        variables = Map.copyOf(variables);
        collations = Map.copyOf(collations);
        characterTables = Map.copyOf(characterTables);
    }

    /** A variable's value; empty if the server does not know it. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
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
}
