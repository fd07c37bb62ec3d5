package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions of all tables as they are where the source is in the binlog: those of its start, and
 * what the statements since then made of them. For servers that do not log the names of columns
 * ({@code binlog_row_metadata = MINIMAL}). Used by one thread.
 */
public final class SchemaHistory {

    private static final int TABLES_MAX = 500_000;
    private static final int SQL_SHOWN_MAX = 200;

    private final Server server;
    private final SchemaLog log;
    private final Map<TableName, SchemaEntry> tables = new HashMap<>();

    /**
     * How the server reads statements.
     *
     * @param version such as 80015
     * @param lowerCase whether it keeps names of tables in lower case
     */
    public record Server(int version, boolean lowerCase) {}

    /**
     * @param known at the place where reading begins
     * @param log is told of every change
     */
    public SchemaHistory(Server server, Collection<SchemaEntry> known, SchemaLog log) {
        this.server = server;
        this.log = log;
        known.forEach(this::put);
    }

    /**
     * The definition of a table whose rows have come.
     *
     * @throws FaultException if it is not known, or is not that of these rows
     */
    TableDefinition of(TableMapEvent rows) {
        TableName name = new TableName(rows.schema(), rows.table());
        SchemaEntry entry = tables.get(name);
        if (entry == null || entry.definition().isEmpty()) {
            throw unknown(
                    name, entry == null ? "it was not there at the start" : entry.unknownBecause());
        }
        TableDefinition definition = entry.definition().get();
        if (!definition.fits(rows)) {
            throw unknown(name, "the one that was followed does not fit the rows");
        }
        return definition;
    }

    private static FaultException unknown(TableName table, String because) {
        return new FaultException(
                FaultCode.SCHEMA_UNKNOWN,
                "the definition of %s is not known: %s".formatted(table, because));
    }

    /**
     * Follows a statement, and gives the tables that it changed.
     *
     * @param number of the statement within its transaction
     */
    public Set<TableName> apply(Transaction transaction, int number, LoggedStatement statement) {
        Changes changes = new Changes("transaction " + transaction.id());
        try {
            DdlReader.read(statement, server.version(), server.lowerCase())
                    .ifPresent(changes::carryOut);
        } catch (DdlException notUnderstood) {
            changes.doubtAll(
                    "%s: %s: %s"
                            .formatted(
                                    changes.where,
                                    notUnderstood.getMessage(),
                                    shown(statement.sql())));
        }
        if (!changes.entries.isEmpty()) {
            log.append(transaction, number, List.copyOf(changes.entries.values()));
            changes.entries.values().forEach(this::put);
        }
        return Set.copyOf(changes.entries.keySet());
    }

    private static String shown(String sql) {
        return sql.length() > SQL_SHOWN_MAX ? sql.substring(0, SQL_SHOWN_MAX) + " …" : sql;
    }

    private void put(SchemaEntry entry) {
        if (entry.isDropped()) {
            tables.remove(entry.table());
        } else {
            tables.put(entry.table(), entry);
            if (tables.size() > TABLES_MAX) {
                throw new FaultException(
                        FaultCode.SCHEMA_UNKNOWN, "more than " + TABLES_MAX + " tables to follow");
            }
        }
    }

    /** What one statement changes, each name once. */
    private final class Changes {

        private final Map<TableName, SchemaEntry> entries = new HashMap<>();
        private final String where;

        Changes(String where) {
            this.where = where;
        }

        private Optional<SchemaEntry> now(TableName table) {
            return Optional.ofNullable(entries.getOrDefault(table, tables.get(table)))
                    .filter(entry -> !entry.isDropped());
        }

        private void set(SchemaEntry entry) {
            entries.put(entry.table(), entry);
        }

        void doubtAll(String because) {
            tables.keySet().forEach(table -> set(SchemaEntry.unknown(table, because)));
        }

        void carryOut(DefinitionChange change) {
            switch (change) {
                case DefinitionChange.Create(var table, boolean ifAbsent, var definition) -> {
                    if (!ifAbsent || now(table).isEmpty()) {
                        set(SchemaEntry.defined(table, definition));
                    }
                }
                case DefinitionChange.Copy(var table, boolean ifAbsent, var original) -> {
                    if (!ifAbsent || now(table).isEmpty()) {
                        set(copy(table, original));
                    }
                }
                case DefinitionChange.Drop(var dropped) ->
                        dropped.forEach(table -> set(SchemaEntry.dropped(table)));
                case DefinitionChange.DropSchema(String schema) ->
                        tables.keySet().stream()
                                .filter(table -> table.schema().equals(schema))
                                .forEach(table -> set(SchemaEntry.dropped(table)));
                case DefinitionChange.Rename(var pairs) ->
                        pairs.forEach(pair -> rename(pair.from(), pair.to()));
                case DefinitionChange.Alter(var table, var changes, var newName) -> {
                    if (!changes.isEmpty()) {
                        set(altered(table, changes));
                    }
                    newName.ifPresent(to -> rename(table, to));
                }
                case DefinitionChange.Obscure(var table, String reason) ->
                        set(SchemaEntry.unknown(table, where + ": " + reason));
            }
        }

        private SchemaEntry copy(TableName table, TableName original) {
            return now(original)
                    .map(entry ->
                            new SchemaEntry(table, entry.definition(), entry.unknownBecause()))
                    .orElseGet(() -> SchemaEntry.unknown(table, where + ": copy of " + original));
        }

        private SchemaEntry altered(TableName table, List<ColumnChange> changes) {
            Optional<TableDefinition> old = now(table).flatMap(SchemaEntry::definition);
            if (old.isEmpty()) {
                return now(table)
                        .orElseGet(() -> SchemaEntry.unknown(table, where + " altered it unknown"));
            }
            try {
                return SchemaEntry.defined(table, Alteration.of(old.get(), changes));
            } catch (DdlException unfit) {
                return SchemaEntry.unknown(table, where + ": " + unfit.getMessage());
            }
        }

        private void rename(TableName from, TableName to) {
            now(from)
                    .ifPresent(entry -> {
                        set(new SchemaEntry(to, entry.definition(), entry.unknownBecause()));
                        set(SchemaEntry.dropped(from));
                    });
        }
    }
}
