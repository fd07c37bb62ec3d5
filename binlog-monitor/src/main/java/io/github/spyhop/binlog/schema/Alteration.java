package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.schema.ColumnChange.Add;
import io.github.spyhop.binlog.schema.ColumnChange.AddKey;
import io.github.spyhop.binlog.schema.ColumnChange.Change;
import io.github.spyhop.binlog.schema.ColumnChange.DropKey;
import io.github.spyhop.binlog.schema.ColumnChange.Place;
import io.github.spyhop.binlog.schema.ColumnChange.Remove;
import io.github.spyhop.binlog.schema.ColumnChange.RenameTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the changes of one ALTER TABLE as the server does, which is not one after the other:
 * first the old columns in their order, dropped, renamed or changed where they are; then the columns
 * that are new or were given a place, in the order of the statement.
 */
final class Alteration {

    private final TableDefinition old;
    private final List<ColumnChange> changes;
    private final List<ColumnDefinition> columns = new ArrayList<>();

    private Alteration(TableDefinition old, List<ColumnChange> changes) {
        this.old = old;
        this.changes = changes;
    }

    /**
     * The table as it is afterwards.
     *
     * @throws DdlException if the statement names a column that the table does not have
     */
    static TableDefinition of(TableDefinition old, List<ColumnChange> changes) {
        return new Alteration(old, changes).result();
    }

    private TableDefinition result() {
        requireKnownColumns();
        for (ColumnDefinition column : old.columns()) {
            keep(column);
        }
        for (ColumnChange change : changes) {
            switch (change) {
                case Add(ColumnDefinition column, Place place) -> put(column, place);
                case Change(_, ColumnDefinition column, Place place) -> {
                    if (!(place instanceof Place.Unsaid)) {
                        put(column, place);
                    }
                }
                case RenameTo _, Remove _, AddKey _, DropKey _ -> {}
            }
        }
        return new TableDefinition(columns, primaryKey());
    }

    private void requireKnownColumns() {
        for (ColumnChange change : changes) {
            switch (change) {
                case Change(String name, _, _) -> require(name);
                case RenameTo(String name, _) -> require(name);
                case Remove(String name) -> require(name);
                case Add _, AddKey _, DropKey _ -> {}
            }
        }
    }

    private void require(String column) {
        if (old.indexOf(column) < 0) {
            throw new DdlException("there is no column " + column + " to change");
        }
    }

    private void keep(ColumnDefinition column) {
        for (ColumnChange change : changes) {
            switch (change) {
                case Remove(String name) when name.equalsIgnoreCase(column.name()) -> {
                    return;
                }
                case Change(String name, var changed, var place)
                        when name.equalsIgnoreCase(column.name()) -> {
                    if (place instanceof Place.Unsaid) {
                        columns.add(changed);
                    }
                    return;
                }
                case RenameTo(String name, String newName)
                        when name.equalsIgnoreCase(column.name()) -> {
                    columns.add(column.named(newName));
                    return;
                }
                case Remove _, Change _, RenameTo _, Add _, AddKey _, DropKey _ -> {}
            }
        }
        columns.add(column);
    }

    private void put(ColumnDefinition column, Place place) {
        switch (place) {
            case Place.Unsaid() -> columns.add(column);
            case Place.First() -> columns.addFirst(column);
            case Place.After(String name) -> columns.add(placeAfter(name), column);
        }
    }

    private int placeAfter(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i + 1;
            }
        }
        throw new DdlException("there is no column " + name + " to come after");
    }

    private List<String> primaryKey() {
        List<String> key = new ArrayList<>();
        boolean dropped = changes.stream().anyMatch(DropKey.class::isInstance);
        if (!dropped) {
            old.primaryKey().forEach(column -> nameNow(column).ifPresent(key::add));
        }
        for (ColumnChange change : changes) {
            if (change instanceof AddKey(List<String> added)) {
                key.addAll(added);
            }
        }
        return key;
    }

    /** The name that an old column has now; none if it is dropped. */
    private Optional<String> nameNow(String column) {
        for (ColumnChange change : changes) {
            switch (change) {
                case Remove(String name) when name.equalsIgnoreCase(column) -> {
                    return Optional.empty();
                }
                case Change(String name, var changed, _) when name.equalsIgnoreCase(column) -> {
                    return Optional.of(changed.name());
                }
                case RenameTo(String name, String newName) when name.equalsIgnoreCase(column) -> {
                    return Optional.of(newName);
                }
                case Remove _, Change _, RenameTo _, Add _, AddKey _, DropKey _ -> {}
            }
        }
        return Optional.of(column);
    }
}
