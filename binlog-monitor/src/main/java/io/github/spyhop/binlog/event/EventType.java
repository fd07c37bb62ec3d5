package io.github.spyhop.binlog.event;

/**
 * The types of binlog events, with MySQL's numbers.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/namespacemysql_1_1binlog_1_1event.html">
 *     {@code Log_event_type}</a>
 */
public enum EventType {
    UNKNOWN(0),
    QUERY(2),
    STOP(3),
    ROTATE(4),
    INTVAR(5),
    APPEND_BLOCK(9),
    DELETE_FILE(11),
    RAND(13),
    USER_VAR(14),
    FORMAT_DESCRIPTION(15),
    XID(16),
    BEGIN_LOAD_QUERY(17),
    EXECUTE_LOAD_QUERY(18),
    TABLE_MAP(19),
    WRITE_ROWS_V1(23),
    UPDATE_ROWS_V1(24),
    DELETE_ROWS_V1(25),
    INCIDENT(26),
    HEARTBEAT(27),
    IGNORABLE(28),
    ROWS_QUERY(29),
    WRITE_ROWS(30),
    UPDATE_ROWS(31),
    DELETE_ROWS(32),
    GTID(33),
    ANONYMOUS_GTID(34),
    PREVIOUS_GTIDS(35),
    TRANSACTION_CONTEXT(36),
    VIEW_CHANGE(37),
    XA_PREPARE(38),
    PARTIAL_UPDATE_ROWS(39),
    TRANSACTION_PAYLOAD(40),
    HEARTBEAT_V2(41),
    GTID_TAGGED(42);

    private static final EventType[] BY_CODE = new EventType[256];

    static {
        java.util.Arrays.fill(BY_CODE, UNKNOWN);
        for (EventType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The type with a number of 0 to 255, or {@link #UNKNOWN}. */
    public static EventType of(int code) {
        return BY_CODE[code & 0xff];
    }
}
