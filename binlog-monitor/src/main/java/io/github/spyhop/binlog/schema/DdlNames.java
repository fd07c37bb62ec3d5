package io.github.spyhop.binlog.schema;

import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnNameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DotIdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.IdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.QualifiedIdentifierContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableNameContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TableRefContext;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names in a statement, as they are meant. */
final class DdlNames {

    private final String defaultSchema;
    private final boolean lowerCase;

    DdlNames(LoggedStatement statement, boolean lowerCase) {
        defaultSchema = statement.schema();
        this.lowerCase = lowerCase;
    }

    TableName table(TableNameContext name) {
        return table(name.qualifiedIdentifier(), name.dotIdentifier());
    }

    TableName table(TableRefContext name) {
        return table(name.qualifiedIdentifier(), name.dotIdentifier());
    }

    private TableName table(
            @Nullable QualifiedIdentifierContext qualified, @Nullable DotIdentifierContext dotted) {
        if (qualified == null) {
            IdentifierContext table =
                    dotted == null ? null : dotted.identifier(); // .table: of the default schema
            return new TableName(cased(defaultSchema), cased(plain(required(table))));
        }
        String first = plain(qualified.identifier());
        return qualified.dotIdentifier() == null
                ? new TableName(cased(defaultSchema), cased(first))
                : new TableName(cased(first), cased(plain(qualified.dotIdentifier().identifier())));
    }

    private static IdentifierContext required(@Nullable IdentifierContext identifier) {
        if (identifier == null) {
            throw new DdlException("a table without a name");
        }
        return identifier;
    }

    String schema(IdentifierContext name) {
        return cased(plain(name));
    }

    private String cased(String name) {
        return lowerCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    static String plain(ColumnNameContext name) {
        return plain(name.identifier());
    }

    /** Without its quotes. */
    static String plain(IdentifierContext identifier) {
        String text = identifier.getText();
        char quote = text.charAt(0);
        if ((quote != '`' && quote != '"') || text.length() < 2) {
            return text;
        }
        String twice = String.valueOf(new char[] {quote, quote});
        return text.substring(1, text.length() - 1).replace(twice, String.valueOf(quote));
    }
}
