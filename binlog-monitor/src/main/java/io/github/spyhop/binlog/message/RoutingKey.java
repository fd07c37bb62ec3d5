package io.github.spyhop.binlog.message;

/**
 * Makes routing keys from a template with the placeholders <code>{schema}</code>, <code>{table}
 * </code> and <code>{type}</code>. A dot within a name becomes an underscore, as dots separate the
 * words of a topic.
 */
public final class RoutingKey {

    /** AMQP's limit of a routing key, in bytes. */
    private static final int LENGTH_MAX = 255;

    private final String template;

    public RoutingKey(String template) {
        this.template = template;
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
