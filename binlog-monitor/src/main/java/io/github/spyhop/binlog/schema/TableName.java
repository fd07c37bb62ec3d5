package io.github.spyhop.binlog.schema;

/** A table by its schema and its name. */
public record TableName(String schema, String table) {

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
