package io.github.spyhop.binlog.definition;

import java.util.Map;
import java.util.TreeMap;

/**
 * A source that was added by REST.
 *
 * @param revision another one with each change
 * @param settings by the names of the environment variables, without {@code BINLOG_} and in lower
 *     case, such as {@code filter_tables}
 */
public record SourceDefinition(String name, String revision, Map<String, String> settings) {

    public static final String PASSWORD = "password";
    public static final String SERVER_ID = "server_id";

    public SourceDefinition {
        settings = Map.copyOf(settings);
    }

    /** Its settings without what is secret, in the order of their names. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.keySet().removeAll(SettingNames.SECRET);
        return shown;
    }

    /** Without its settings, as some are secret. */
    @Override
    public String toString() {
        return "source " + name;
    }
}
