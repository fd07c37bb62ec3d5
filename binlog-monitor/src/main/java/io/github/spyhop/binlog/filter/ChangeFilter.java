package io.github.spyhop.binlog.filter;

import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.schema.TableSchema;
import io.github.spyhop.binlog.transaction.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which changes are published, and what of their columns. Used by one thread. */
public final class ChangeFilter {

    /** Schemas that hold what the server needs for itself. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("mysql", "sys", "information_schema", "performance_schema");

    private static final int TABLES_MAX = 20_000;
    private static final RowOperation[] OPERATIONS = RowOperation.values();

    private final FilterSettings settings;
    private final NamePatterns tables;
    private final NamePatterns excluded;
    private final NamePatterns hidden;
    private final NamePatterns masked;
    private final NamePatterns hashed;
    private final Map<String, Boolean> known = new HashMap<>();
    private @Nullable TableSchema lastTable;
    private boolean lastPublished;

    public ChangeFilter(FilterSettings settings) {
        this.settings = settings;
        tables = new NamePatterns(settings.tables());
        excluded = new NamePatterns(settings.excludedTables());
        hidden = new NamePatterns(settings.columns().hidden());
        masked = new NamePatterns(settings.columns().masked());
        hashed = new NamePatterns(settings.columns().hashed());
    }

    /** Whether a change is published; most come in runs of one table. */
    @SuppressWarnings("ReferenceEquality") // one object per version of a table
    public boolean publishes(TableSchema table, RowOperation operation) {
        if (!table.equals(lastTable)) {
            lastTable = table;
            lastPublished = publishes(table.schema(), table.table());
        }
        return lastPublished && settings.operations().contains(operation);
    }

    /** Whether definitions in a schema are published. */
    public boolean publishes(String schema) {
        return settings.schema()
                .map(schema::equals)
                .orElseGet(() -> !OF_THE_SERVER.contains(schema));
    }

    /** Whether any change of a table is published. */
    public boolean publishes(String schema, String table) {
        if (!publishes(schema)) {
            return false;
        }
        if (tables.isEmpty() && excluded.isEmpty()) {
            return true;
        }
        if (known.size() >= TABLES_MAX) {
            known.clear();
        }
        return known.computeIfAbsent(
                schema + "." + table,
                name -> (tables.isEmpty() || tables.matches(name)) && !excluded.matches(name));
    }

    /** How many rows of a transaction are published. */
    public int rowCount(EventLog log) {
        int count = 0;
        List<TableMapEvent> changed = log.tables();
        for (int i = 0; i < changed.size(); i++) {
            if (publishes(changed.get(i).schema(), changed.get(i).table())) {
                for (RowOperation operation : OPERATIONS) {
                    if (settings.operations().contains(operation)) {
                        count += log.rowCount(i, operation);
                    }
                }
            }
        }
        return count;
    }

    /** What becomes of a table's column. */
    public ColumnTreatment treatmentOf(TableSchema table, String column) {
        String name = table.schema() + "." + table.table() + "." + column;
        if (hidden.matches(name)) {
            return ColumnTreatment.HIDDEN;
        }
        if (masked.matches(name)) {
            return ColumnTreatment.MASKED;
        }
        return hashed.matches(name) ? ColumnTreatment.HASHED : ColumnTreatment.PLAIN;
    }
}
