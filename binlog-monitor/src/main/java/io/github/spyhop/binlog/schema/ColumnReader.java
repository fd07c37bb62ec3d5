package io.github.spyhop.binlog.schema;

import io.debezium.ddl.parser.mysql.generated.MySqlParser.ColumnAttributeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.DataTypeContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.FieldDefinitionContext;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.TextStringContext;
import io.github.spyhop.binlog.event.ColumnType;
import io.github.spyhop.binlog.schema.ColumnChange.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads the definitions of columns in a statement. */
final class ColumnReader {

    /** FLOAT(25) and more digits are a DOUBLE. */
    private static final int FLOAT_BITS_MAX = 24;

    private final long sqlMode;

    ColumnReader(long sqlMode) {
        this.sqlMode = sqlMode;
    }

    /** A new column, and the primary key if its definition says that it is one. */
    List<ColumnChange> added(String name, FieldDefinitionContext field, Place place) {
        List<ColumnChange> changes = new ArrayList<>();
        changes.add(new ColumnChange.Add(column(name, field), place));
        addKey(name, field, changes);
        return changes;
    }

    /** A column that was there under the old name. */
    List<ColumnChange> changed(String old, String name, FieldDefinitionContext field, Place place) {
        List<ColumnChange> changes = new ArrayList<>();
        changes.add(new ColumnChange.Change(old, column(name, field), place));
        addKey(name, field, changes);
        return changes;
    }

    private static void addKey(
            String name, FieldDefinitionContext field, List<ColumnChange> changes) {
        if (field.columnAttribute().stream().anyMatch(ColumnReader::isPrimaryKey)) {
            changes.add(new ColumnChange.AddKey(List.of(name)));
        }
    }

    /** PRIMARY KEY, or KEY alone, which means the same behind a column. */
    private static boolean isPrimaryKey(ColumnAttributeContext attribute) {
        return attribute.KEY_SYMBOL() != null && attribute.UNIQUE_SYMBOL() == null;
    }

    private ColumnDefinition column(String name, FieldDefinitionContext field) {
        DataTypeContext type = field.dataType();
        List<String> members =
                type.stringList() == null
                        ? List.of()
                        : type.stringList().textString().stream().map(this::member).toList();
        return new ColumnDefinition(name, typeOf(type), members);
    }

    private ColumnType typeOf(DataTypeContext type) {
        String word = type.getStart().getText();
        if (isVarying(type)) {
            return ColumnType.VARCHAR;
        }
        ColumnType found =
                ColumnTypes.of(word)
                        .orElseThrow(() -> new DdlException("type " + word + " is not known"));
        if (found == ColumnType.FLOAT && bitsOf(type) > FLOAT_BITS_MAX) {
            return ColumnType.DOUBLE;
        }
        boolean realAsFloat = (sqlMode & SqlModes.REAL_AS_FLOAT) != 0;
        return realAsFloat && word.equalsIgnoreCase("real") ? ColumnType.FLOAT : found;
    }

    private static boolean isVarying(DataTypeContext type) {
        boolean isLong = type.LONG_SYMBOL() != null;
        boolean varying = type.VARYING_SYMBOL() != null || type.VARCHAR_SYMBOL() != null;
        return varying && !isLong;
    }

    private static int bitsOf(DataTypeContext type) {
        return type.floatOptions() == null || type.floatOptions().fieldLength() == null
                ? 0
                : Integer.parseInt(
                        type.floatOptions().fieldLength().getText().replaceAll("\\D", ""));
    }

    private String member(TextStringContext text) {
        if (text.textStringLiteral() == null) {
            throw new DdlException("a member that is not written as text");
        }
        return MemberNames.unquoted(text.getText(), (sqlMode & SqlModes.NO_BACKSLASH_ESCAPES) == 0);
    }
}
