package io.github.spyhop.model.statement;

import java.util.Optional;

/**
 * A table as a statement names it.
 *
 * @param schema the schema in front of the name, if there is one; else it is the session's
 * @param name the table's name, without quotes
 */
public record TableName(Optional<String> schema, String name) {

    /** {@code schema.name}, or the name alone. */
    @Override
    public String toString() {
        return schema.map(prefix -> prefix + "." + name).orElse(name);
    }
}
