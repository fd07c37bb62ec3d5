package io.github.spyhop.binlog.event;

import java.nio.charset.StandardCharsets;

/**
 * QUERY: a statement that was logged as text: BEGIN, DDL, XA and all others not logged by row.
 *
 * <pre>
 * thread id          4
 * execution seconds  4
 * schema length      1
 * error code         2
 * status length      2
 * status variables, schema, zero byte, statement to the end
 * </pre>
 *
 * @param sql byte by byte, as ISO-8859-1 text
 * @param sqlMode the session's, or 0 if not stated
 * @param collation the number of the collation that the statement's text is in, or 0
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Query__event.html">
 *     Query_event</a>
 */
public record QueryEvent(String schema, String sql, long sqlMode, int collation) {

    private static final int FLAGS2 = 0;
    private static final int SQL_MODE = 1;
    private static final int CATALOG = 2;
    private static final int AUTO_INCREMENT = 3;
    private static final int CHARSET = 4;
    private static final int TIME_ZONE = 5;
    private static final int CATALOG_NZ = 6;

    public static QueryEvent decode(ByteCursor body) {
        body.skip(2 * Integer.BYTES);
        int schemaLength = body.u8();
        body.skip(2);
        int statusLength = body.u16();
        int statusStart = body.skip(statusLength);
        Status status = new Status();
        status.read(new ByteCursor(body.array(), statusStart, statusStart + statusLength));
        String schema = body.utf8(schemaLength);
        body.skip(1);
        int sqlLength = body.remaining();
        String sql =
                new String(
                        body.array(), body.skip(sqlLength), sqlLength, StandardCharsets.ISO_8859_1);
        return new QueryEvent(schema, sql, status.sqlMode, status.collation);
    }

    /** The variables up to the charset; those behind it are of no use here. */
    private static final class Status {
        private long sqlMode;
        private int collation;

        void read(ByteCursor variables) {
            while (variables.hasRemaining()) {
                switch (variables.u8()) {
                    case FLAGS2 -> variables.skip(4);
                    case SQL_MODE -> sqlMode = variables.i64();
                    case CATALOG -> {
                        variables.skip(variables.u8());
                        variables.skip(1);
                    }
                    case AUTO_INCREMENT -> variables.skip(4);
                    case CHARSET -> {
                        collation = variables.u16();
                        return;
                    }
                    case TIME_ZONE, CATALOG_NZ -> variables.skip(variables.u8());
                    default -> {
                        return;
                    }
                }
            }
        }
    }
}
