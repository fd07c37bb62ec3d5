package io.github.spyhop.binlog.value;

import io.github.spyhop.binlog.schema.Column;

/** Chooses how the values of a column are written. */
public final class ColumnValues {

    /** What a JSON column's value is where only its changes were logged. */
    public static final ColumnValue JSON_DIFFERENCE = JsonDocuments::writeDiff;

    private ColumnValues() {}

    public static ColumnValue of(Column column) {
        var format = column.format();
        return switch (format.type()) {
            case TINY, SHORT, MEDIUMINT, INT, BIGINT ->
                    Numbers.integer(column.unsigned(), format.width());
            case FLOAT -> Numbers::floating;
            case DOUBLE -> Numbers::doubled;
            case DECIMAL -> Numbers.decimal(format.decimalPrecision(), format.decimalScale());
            case BIT -> Numbers::bit;
            case YEAR -> Numbers::year;
            case DATE -> Temporals::date;
            case TIME -> Temporals.time(format.parameter());
            case DATETIME -> Temporals.dateTime(format.parameter());
            case TIMESTAMP -> Temporals.timestamp(format.parameter());
            case OLD_TIME -> Temporals::oldTime;
            case OLD_DATETIME -> Temporals::oldDateTime;
            case OLD_TIMESTAMP -> Temporals::oldTimestamp;
            case VARCHAR, VAR_STRING, BLOB ->
                    column.characterSet().<ColumnValue>map(Texts::text).orElse(Texts::binary);
            case CHAR ->
                    column.characterSet()
                            .<ColumnValue>map(Texts::text)
                            .orElse(Texts.paddedBinary(format.parameter()));
            case ENUM -> Texts.enumeration(column.members());
            case SET -> Texts.set(column.members());
            case JSON -> JsonDocuments::write;
            case GEOMETRY -> Texts::geometry;
            case VECTOR -> Texts::vector;
            case NULL -> (bytes, start, end, json) -> json.ascii("null");
        };
    }
}
