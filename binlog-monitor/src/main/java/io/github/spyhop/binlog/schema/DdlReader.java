package io.github.spyhop.binlog.schema;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterListItemContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.AlterTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DropStatementContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.PlaceContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.SimpleStatementContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableConstraintDefContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableElementListContext;
import io.github.spyhop.binlog.schema.ColumnChange.Place;
import io.github.spyhop.binlog.schema.DefinitionChange.NamePair;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a statement does to definitions of tables, by MySQL's own grammar. Only those of tables
 * and schemas are parsed: views, routines and accounts define no rows.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/sql-data-definition-statements.html">Data
 *     definition statements</a>
 */
final class DdlReader {

    private final DdlNames names;
    private final ColumnReader columns;

    private DdlReader(LoggedStatement statement, DdlNames names) {
        this.names = names;
        columns = new ColumnReader(statement.sqlMode());
    }

    /**
     * What the statement does; nothing, if it defines no tables.
     *
     * @param lowerCase whether the server keeps names of tables in lower case
     * @throws DdlException if not even the table can be told that it concerns
     */
    static Optional<DefinitionChange> read(
            LoggedStatement statement, int serverVersion, boolean lowerCase) {
        DdlSource source = new DdlSource(statement, serverVersion);
        if (!definesTables(source.firstTokens())) {
            return Optional.empty();
        }
        DdlReader reader = new DdlReader(statement, new DdlNames(statement, lowerCase));
        try {
            return reader.change(source.parse());
        } catch (DdlException notUnderstood) {
            TableName table = reader.names.table(source.parseTableAlone());
            return Optional.of(
                    new DefinitionChange.Obscure(
                            table, String.valueOf(notUnderstood.getMessage())));
        }
    }

    private static boolean definesTables(List<Token> tokens) {
        int verb = typeAt(tokens, 0);
        int next = typeAt(tokens, 1);
        int object = next == MySqlLexer.TEMPORARY_SYMBOL ? typeAt(tokens, 2) : next;
        return switch (verb) {
            case MySqlLexer.CREATE_SYMBOL -> object == MySqlLexer.TABLE_SYMBOL;
            case MySqlLexer.ALTER_SYMBOL ->
                    tokens.stream().anyMatch(t -> t.getType() == MySqlLexer.TABLE_SYMBOL);
            case MySqlLexer.RENAME_SYMBOL, MySqlLexer.DROP_SYMBOL ->
                    object == MySqlLexer.TABLE_SYMBOL
                            || object == MySqlLexer.TABLES_SYMBOL
                            || object == MySqlLexer.DATABASE_SYMBOL;
            default -> false;
        };
    }

    private static int typeAt(List<Token> tokens, int index) {
        return index < tokens.size() ? tokens.get(index).getType() : Token.EOF;
    }

    private Optional<DefinitionChange> change(SimpleStatementContext parsed) {
        if (parsed.createStatement() != null) {
            return create(parsed.createStatement().createTable());
        }
        if (parsed.alterStatement() != null) {
            return Optional.of(alter(parsed.alterStatement().alterTable()));
        }
        if (parsed.dropStatement() != null) {
            return drop(parsed.dropStatement());
        }
        return Optional.of(
                new DefinitionChange.Rename(
                        parsed.renameTableStatement().renamePair().stream()
                                .map(pair ->
                                        new NamePair(
                                                names.table(pair.tableRef()),
                                                names.table(pair.tableName())))
                                .toList()));
    }

    private Optional<DefinitionChange> create(CreateTableContext create) {
        if (create.TEMPORARY_SYMBOL() != null) {
            return Optional.empty();
        }
        TableName table = names.table(create.tableName());
        boolean ifAbsent = create.ifNotExists() != null;
        if (create.tableRef() != null) {
            return Optional.of(
                    new DefinitionChange.Copy(table, ifAbsent, names.table(create.tableRef())));
        }
        if (create.tableElementList() == null) {
            throw new DdlException("CREATE TABLE without columns, of table " + table);
        }
        TableDefinition empty = new TableDefinition(List.of(), List.of());
        return Optional.of(
                new DefinitionChange.Create(
                        table,
                        ifAbsent,
                        Alteration.of(empty, elements(create.tableElementList()))));
    }

    private List<ColumnChange> elements(TableElementListContext list) {
        List<ColumnChange> changes = new ArrayList<>();
        list.tableElement()
                .forEach(element -> {
                    if (element.columnDefinition() != null) {
                        String name = DdlNames.plain(element.columnDefinition().columnName());
                        changes.addAll(
                                columns.added(
                                        name,
                                        element.columnDefinition().fieldDefinition(),
                                        new Place.Unsaid()));
                    } else {
                        key(element.tableConstraintDef()).ifPresent(changes::add);
                    }
                });
        return changes;
    }

    private static Optional<ColumnChange> key(TableConstraintDefContext constraint) {
        if (constraint.PRIMARY_SYMBOL() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new ColumnChange.AddKey(
                        constraint.keyListWithExpression().keyPartOrExpression().stream()
                                .map(part -> DdlNames.plain(part.keyPart().identifier()))
                                .toList()));
    }

    private Optional<DefinitionChange> drop(DropStatementContext drop) {
        if (drop.dropDatabase() != null) {
            return Optional.of(
                    new DefinitionChange.DropSchema(
                            names.schema(drop.dropDatabase().schemaRef().identifier())));
        }
        if (drop.dropTable() == null || drop.dropTable().TEMPORARY_SYMBOL() != null) {
            return Optional.empty();
        }
        return Optional.of(
                new DefinitionChange.Drop(
                        drop.dropTable().tableRefList().tableRef().stream()
                                .map(names::table)
                                .toList()));
    }

    private DefinitionChange alter(AlterTableContext alter) {
        List<ColumnChange> changes = new ArrayList<>();
        Optional<TableName> newName = Optional.empty();
        if (alter.alterTableActions() != null
                && alter.alterTableActions().alterCommandList() != null
                && alter.alterTableActions().alterCommandList().alterList() != null) {
            for (AlterListItemContext item :
                    alter.alterTableActions().alterCommandList().alterList().alterListItem()) {
                if (item.RENAME_SYMBOL() != null && item.tableName() != null) {
                    newName = Optional.of(names.table(item.tableName()));
                } else {
                    changes.addAll(changesOf(item));
                }
            }
        }
        return new DefinitionChange.Alter(names.table(alter.tableRef()), changes, newName);
    }

    private List<ColumnChange> changesOf(AlterListItemContext item) {
        if (item.ADD_SYMBOL() != null) {
            return added(item);
        }
        if (item.fieldDefinition() != null) {
            String old = DdlNames.plain(item.columnInternalRef().identifier());
            String name = item.identifier() == null ? old : DdlNames.plain(item.identifier());
            return columns.changed(old, name, item.fieldDefinition(), placeOf(item.place()));
        }
        if (item.DROP_SYMBOL() != null && item.ALTER_SYMBOL() == null) {
            return dropped(item);
        }
        if (item.RENAME_SYMBOL() != null && item.COLUMN_SYMBOL() != null) {
            return List.of(
                    new ColumnChange.RenameTo(
                            DdlNames.plain(item.columnInternalRef().identifier()),
                            DdlNames.plain(item.identifier())));
        }
        return List.of();
    }

    private List<ColumnChange> added(AlterListItemContext item) {
        if (item.tableConstraintDef() != null) {
            return key(item.tableConstraintDef()).stream().toList();
        }
        if (item.tableElementList() != null) {
            return elements(item.tableElementList());
        }
        return columns.added(
                DdlNames.plain(item.identifier()), item.fieldDefinition(), placeOf(item.place()));
    }

    private static List<ColumnChange> dropped(AlterListItemContext item) {
        if (item.PRIMARY_SYMBOL() != null) {
            return List.of(new ColumnChange.DropKey());
        }
        boolean column =
                item.columnInternalRef() != null
                        && item.FOREIGN_SYMBOL() == null
                        && item.CHECK_SYMBOL() == null
                        && item.CONSTRAINT_SYMBOL() == null;
        return column
                ? List.of(
                        new ColumnChange.Remove(
                                DdlNames.plain(item.columnInternalRef().identifier())))
                : List.of();
    }

    private static Place placeOf(@Nullable PlaceContext place) {
        if (place == null) {
            return new Place.Unsaid();
        }
        return place.FIRST_SYMBOL() != null
                ? new Place.First()
                : new Place.After(DdlNames.plain(place.identifier()));
    }
}
