package io.github.spyhop.binlog.event;

/**
 * The column types of the binlog, with MySQL's numbers ({@code enum_field_types}).
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html">
 *     field_types.h</a>
 */
public enum ColumnType {
    TINY(1, 1),
    SHORT(2, 2),
    INT(3, 4),
    FLOAT(4, 4),
    DOUBLE(5, 8),
    NULL(6, 0),
    /** Of tables made before MySQL 5.6.4. */
    OLD_TIMESTAMP(7, 4),
    BIGINT(8, 8),
    MEDIUMINT(9, 3),
    DATE(10, 3),
    /** Of tables made before MySQL 5.6.4. */
    OLD_TIME(11, 3),
    /** Of tables made before MySQL 5.6.4. */
    OLD_DATETIME(12, 8),
    YEAR(13, 1),
    VARCHAR(15, ColumnType.VARIABLE),
    BIT(16, ColumnType.VARIABLE),
    TIMESTAMP(17, ColumnType.VARIABLE),
    DATETIME(18, ColumnType.VARIABLE),
    TIME(19, ColumnType.VARIABLE),
    VECTOR(242, ColumnType.VARIABLE),
    JSON(245, ColumnType.VARIABLE),
    DECIMAL(246, ColumnType.VARIABLE),
    ENUM(247, ColumnType.VARIABLE),
    SET(248, ColumnType.VARIABLE),
    BLOB(252, ColumnType.VARIABLE),
    VAR_STRING(253, ColumnType.VARIABLE),
    CHAR(254, ColumnType.VARIABLE),
    GEOMETRY(255, ColumnType.VARIABLE);

    /** The width depends on the column's metadata, or on the value. */
    static final int VARIABLE = -1;

    private static final ColumnType[] BY_CODE = new ColumnType[256];

    static {
        for (ColumnType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int width;

    ColumnType(int code, int width) {
        this.code = code;
        this.width = width;
    }

    /** MySQL's number of it. */
    public int code() {
        return code;
    }

    /** The bytes of each value, or {@link #VARIABLE}. */
    int width() {
        return width;
    }

    static ColumnType of(int code) {
        ColumnType type = BY_CODE[code];
        if (type == null) {
            throw new MalformedEventException("column type " + code + " is not known");
        }
        return type;
    }

    /** Whether {@link TableMetadata} has a sign for it. */
    boolean isNumeric() {
        return switch (this) {
            case TINY, SHORT, INT, MEDIUMINT, BIGINT, FLOAT, DOUBLE, DECIMAL, YEAR -> true;
            default -> false;
        };
    }

    /** Whether {@link TableMetadata} has a collation for it among the character columns. */
    boolean isCharacter() {
        return switch (this) {
            case VARCHAR, VAR_STRING, CHAR, BLOB -> true;
            default -> false;
        };
    }
}
