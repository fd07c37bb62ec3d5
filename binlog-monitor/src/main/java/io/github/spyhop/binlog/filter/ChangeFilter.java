package io.github.spyhop.binlog.filter;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.transaction.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which tables' changes are published. */
public final class ChangeFilter {

    /** Schemas that hold what the server needs for itself. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("mysql", "sys", "information_schema", "performance_schema");

    private final Optional<String> onlySchema;

    /**
     * @param onlySchema the only schema that is published; all but the server's own if absent
     */
    public ChangeFilter(Optional<String> onlySchema) {
        this.onlySchema = onlySchema;
    }

    /** Whether changes in a table are published. */
    public boolean publishes(String schema) {
        return onlySchema.map(schema::equals).orElseGet(() -> !OF_THE_SERVER.contains(schema));
    }

    /** How many rows of a transaction are published. */
    public int rowCount(EventLog log) {
        int count = 0;
        List<TableMapEvent> tables = log.tables();
        for (int i = 0; i < tables.size(); i++) {
            if (publishes(tables.get(i).schema())) {
                for (RowOperation operation : RowOperation.values()) {
                    count += log.rowCount(i, operation);
                }
            }
        }
        return count;
    }
}
