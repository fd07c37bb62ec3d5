package io.github.spyhop.binlog.server;

import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.stream.ServerLogin;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks a server for its {@link ServerFacts}. */
public final class MySqlServer {

    private static final int SYNTAX_ERROR = 1064;
    private static final int NO_BINARY_LOGGING = 1381;
    private static final int UTF32_HEX_DIGITS = 8;

    /** The columns of SHOW BINLOG EVENTS. */
    private static final int EVENT_TYPE = 2;

    private static final int EVENT_INFO = 5;

    private final Vertx vertx;
    private final ServerLogin login;
    private final Duration timeout;

    public MySqlServer(Vertx vertx, ServerLogin login, Duration timeout) {
        this.vertx = vertx;
        this.login = login;
        this.timeout = timeout;
    }

    /**
     * A connection of the caller's own.
     *
     * @param statementTimeout of each statement
     */
    public SqlSession session(Duration statementTimeout) throws SqlException, InterruptedException {
        return SqlSession.open(vertx, login, statementTimeout);
    }

    /** Everything that is asked before its binlog is read. */
    public ServerFacts facts() throws SqlException, InterruptedException {
        try (SqlSession session = SqlSession.open(vertx, login, timeout)) {
            return new ServerFacts(
                    variables(session),
                    current(session),
                    logs(session),
                    collations(session),
                    characterTables(session));
        }
    }

    /** The definitions of all tables but the server's own, as they are now. */
    public List<SchemaEntry> definitions() throws SqlException, InterruptedException {
        try (SqlSession session = SqlSession.open(vertx, login, timeout)) {
            return Definitions.of(session);
        }
    }

    /** The transactions that lie before a file of its binlog; empty without GTIDs. */
    public String gtidsBefore(String file) throws SqlException, InterruptedException {
        try (SqlSession session = SqlSession.open(vertx, login, timeout)) {
            return session.query("SHOW BINLOG EVENTS IN '" + file + "' LIMIT 2").stream()
                    .filter(row -> SqlSession.text(row, EVENT_TYPE).equals("Previous_gtids"))
                    .map(row -> SqlSession.text(row, EVENT_INFO).replaceAll("\\s", ""))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Whether it answers. */
    public void ping() throws SqlException, InterruptedException {
        try (SqlSession session = SqlSession.open(vertx, login, timeout)) {
            session.query("SELECT 1");
        }
    }

    private static Map<String, String> variables(SqlSession session)
            throws SqlException, InterruptedException {
        List<Row> rows =
                session.query(
                        """
                        SHOW GLOBAL VARIABLES WHERE Variable_name IN (
                            'version', 'version_comment', 'server_uuid', 'server_id', 'log_bin',
                            'binlog_format', 'binlog_row_image', 'binlog_row_metadata',
                            'binlog_row_value_options', 'binlog_expire_logs_seconds',
                            'binlog_checksum', 'gtid_mode', 'gtid_executed', 'gtid_purged',
                            'enforce_gtid_consistency', 'log_replica_updates',
                            'log_slave_updates', 'read_only', 'aurora_version',
                            'lower_case_table_names')
                        """);
        Map<String, String> variables = new HashMap<>();
        rows.forEach(row -> variables.put(SqlSession.text(row, 0), SqlSession.text(row, 1)));
        return variables;
    }

    private static SequencedMap<String, Long> logs(SqlSession session)
            throws SqlException, InterruptedException {
        SequencedMap<String, Long> sizes = new LinkedHashMap<>();
        try {
            for (Row row : session.query("SHOW BINARY LOGS")) {
                sizes.put(SqlSession.text(row, 0), Long.parseLong(SqlSession.text(row, 1)));
            }
        } catch (SqlException refused) {
            if (refused.errorCode() != NO_BINARY_LOGGING) {
                throw refused;
            }
        }
        return sizes;
    }

    /** What the account may do, as SHOW GRANTS says it. */
    public List<String> grants() throws SqlException, InterruptedException {
        try (SqlSession session = SqlSession.open(vertx, login, timeout)) {
            return session.query("SHOW GRANTS").stream()
                    .map(row -> SqlSession.text(row, 0))
                    .toList();
        }
    }

    /** MySQL 8.2 has a new name for the statement, and 8.4 no longer knows the old one. */
    private static Optional<BinlogPosition> current(SqlSession session)
            throws SqlException, InterruptedException {
        List<Row> rows;
        try {
            rows = session.query("SHOW BINARY LOG STATUS");
        } catch (SqlException refused) {
            if (refused.errorCode() != SYNTAX_ERROR) {
                throw refused;
            }
            rows = session.query("SHOW MASTER STATUS");
        }
        return rows.stream()
                .findFirst()
                .map(row ->
                        new BinlogPosition(
                                SqlSession.text(row, 0), Long.parseLong(SqlSession.text(row, 1))));
    }

    private static Map<Integer, String> collations(SqlSession session)
            throws SqlException, InterruptedException {
        Map<Integer, String> names = new HashMap<>();
        for (Row row :
                session.query(
                        "SELECT ID, CHARACTER_SET_NAME FROM information_schema.COLLATIONS"
                                + " WHERE ID IS NOT NULL")) {
            names.put(Integer.parseInt(SqlSession.text(row, 0)), SqlSession.text(row, 1));
        }
        return names;
    }

    /** What each byte means in the character sets of one byte a character, by their names. */
    private static Map<String, String> characterTables(SqlSession session)
            throws SqlException, InterruptedException {
        List<String> names =
                session
                        .query(
                                "SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS"
                                        + " WHERE MAXLEN = 1 AND CHARACTER_SET_NAME <> 'binary'")
                        .stream()
                        .map(row -> SqlSession.text(row, 0))
                        .toList();
        String everyByte =
                IntStream.range(0, CharacterSets.BYTES)
                        .mapToObj("%02x"::formatted)
                        .collect(Collectors.joining());
        Row tables =
                session.query(
                                names.stream()
                                        .map(name ->
                                                "HEX(CONVERT(CONVERT(X'%s' USING %s) USING utf32))"
                                                        .formatted(everyByte, name))
                                        .collect(Collectors.joining(", ", "SELECT ", "")))
                        .getFirst();
        Map<String, String> tableByName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String utf32 = SqlSession.text(tables, i);
            if (utf32.length() == CharacterSets.BYTES * UTF32_HEX_DIGITS) {
                tableByName.put(names.get(i), tableOf(utf32));
            }
        }
        return tableByName;
    }

    /** The server writes a question mark for a byte that means nothing. */
    private static String tableOf(String utf32Hex) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < CharacterSets.BYTES; i++) {
            int at = i * UTF32_HEX_DIGITS;
            char c = (char) Integer.parseInt(utf32Hex.substring(at, at + UTF32_HEX_DIGITS), 16);
            table.append(c == '?' && i != '?' ? CharacterSets.NO_CHARACTER : c);
        }
        return table.toString();
    }
}
