package io.github.spyhop.collector.normalise;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a server is set: its <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html">system variables</a>.
 *
 * @param values by name; of what may be a secret, something that tells whether it is the same
 */
public record Parameters(String serverUuid, Map<String, String> values) {

    private static final String SERVER_UUID = "server_uuid";

    /**
     * What may be a secret, or hold one: the variables with statements that the server runs for each
     * session or replica may have passwords in them.
     */
    private static final Pattern SECRET =
            Pattern.compile(
                    "password|passphrase|pwd|secret|key|credential|^init_(connect|replica|slave)$");

    public Parameters {
        values = Map.copyOf(values);
    }

    /** Of the values as the server gave them. */
    public static Parameters of(Map<String, String> read) {
        String uuid = read.getOrDefault(SERVER_UUID, "");
        Map<String, String> values = new TreeMap<>(read);
        values.replaceAll((name, value) ->
                isSecret(name) && !value.isEmpty() ? hidden(uuid, name, value) : value);
        return new Parameters(uuid, values);
    }

    /**
     * What was set otherwise since, by name. Variables that came or went are those of another
     * version or of a plugin, and nobody set them; of another server, nothing can be said.
     */
    public List<ParameterChange> since(Parameters before) {
        List<ParameterChange> changes = new ArrayList<>();
        if (!serverUuid.equals(before.serverUuid())) {
            return changes;
        }
        new TreeMap<>(values)
                .forEach((name, now) -> {
                    String was = before.values().get(name);
                    if (was != null && !was.equals(now)) {
                        changes.add(
                                isSecret(name)
                                        ? new ParameterChange.Hidden(name)
                                        : new ParameterChange.Shown(name, was, now));
                    }
                });
        return changes;
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    private static String hidden(String uuid, String name, String value) {
        return HexFormat.of().formatHex(TextHash.of(uuid, name, value));
    }
}
