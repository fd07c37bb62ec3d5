package io.github.spyhop.binlog.message;

import io.github.spyhop.binlog.json.JsonBytes;
import java.util.zip.CRC32C;

/**
 * Makes routing keys from a template with the placeholders <code>{schema}</code>, <code>{table}
 * </code>, <code>{type}</code> and <code>{key}</code>, a hash of the row's key by which an exchange may
 * spread rows over queues. A dot within a name becomes an underscore, as dots separate the
 * words of a topic.
 */
public final class RoutingKey {

    /** AMQP's limit of a routing key, in bytes. */
    private static final int LENGTH_MAX = 255;

    private static final String KEY = "{key}";

    private final String template;

    public RoutingKey(String template) {
        this.template = template;
    }

    /** Whether it is another one for each row. */
    boolean hasKey() {
        return template.contains(KEY);
    }

    /** The key of a row, from that of its table. */
    static String ofRow(String ofTable, JsonBytes keys) {
        CRC32C hash = new CRC32C();
        hash.update(keys.copyFrom(0));
        return ofTable.replace(KEY, "%08x".formatted(hash.getValue()));
    }

    String of(String schema, String table, String type) {
        String key =
                template.replace("{schema}", word(schema))
                        .replace("{table}", word(table))
                        .replace("{type}", type);
        return key.length() > LENGTH_MAX ? key.substring(0, LENGTH_MAX) : key;
    }

    /** Of a message about no table: its type alone, or the template if that has no placeholders. */
    String of(String type) {
        return template.contains("{") ? type : template;
    }

    private static String word(String name) {
        return name.replace('.', '_');
    }
}
