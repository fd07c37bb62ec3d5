package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.event.RowImage;
import io.github.spyhop.binlog.filter.FilterSettings;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.server.SqlSession;
import io.github.spyhop.binlog.snapshot.SnapshotState.Cursor;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import io.vertx.sqlclient.Row;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks by SQL, without a lock and without a write. Used by one thread.
 *
 * <p>A transaction's GTID is in {@code gtid_executed} when readers see what it did, and in {@code
 * gtid_owned} before that. So what is waited for in {@code gtid_executed} before the statement is in
 * its rows, and what is in its rows is in one of the two behind it.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.5/en/gtid-functions.html">
 *     WAIT_FOR_EXECUTED_GTID_SET</a>
 */
final class ChunkReader implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(ChunkReader.class);
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(60);
    private static final int GTIDS_SECONDS_MAX = 5;

    /** Values longer than max_allowed_packet, which a function makes NULL. */
    private static final int RESULT_TOO_LONG = 1301;

    /** Unknown schema or table, and missing privileges. */
    private static final Set<Integer> REFUSALS = Set.of(1044, 1049, 1142, 1143, 1146);

    private final MySqlServer server;
    private final ServerFacts facts;
    private final FilterSettings filter;
    private final ChunkSize size;
    private final TableShapes shapes;
    private @Nullable SqlSession session;
    private TableShapes.@Nullable Answer shape;
    private @Nullable TableName table;
    private long definitions = -1;

    ChunkReader(
            MySqlServer server,
            ServerFacts facts,
            FilterSettings filter,
            SnapshotSettings settings) {
        this.server = server;
        this.facts = facts;
        this.filter = filter;
        size = new ChunkSize(settings);
        shapes = new TableShapes(facts);
    }

    /** The rows that were asked for, or why there are none. */
    sealed interface Answer {}

    record Read(Chunk chunk) implements Answer {}

    record Refused(String reason) implements Answer {}

    /**
     * A wish for rows.
     *
     * @param table and behind which of its rows
     * @param shown the transactions that the rows must show
     * @param definitions grows when tables may have changed
     */
    record Wish(TableState table, String shown, long definitions) {}

    SnapshotState plan(SnapshotOrder order) throws SqlException, InterruptedException {
        return new SnapshotState(
                order.id(),
                SnapshotState.secret(new SecureRandom()),
                false,
                SnapshotPlan.of(order.tables(), filter, facts, session()));
    }

    Answer read(Wish wish) throws SqlException, InterruptedException {
        try {
            SqlSession open = session();
            awaitShown(wish.shown(), open);
            return switch (shapeOf(wish, open)) {
                case TableShapes.Unreadable(String reason) -> new Refused(reason);
                case TableShapes.Shaped(TableShape known) ->
                        select(known, wish.table().cursor(), open);
            };
        } catch (SqlException refused) {
            close();
            if (REFUSALS.contains(refused.errorCode())) {
                return new Refused(String.valueOf(refused.getMessage()));
            }
            size.shrink();
            throw refused;
        } catch (RuntimeException unexpected) {
            LOGGER.errorf(unexpected, "snapshot of %s", wish.table().table());
            return new Refused(String.valueOf(unexpected.getMessage()));
        }
    }

    private static void awaitShown(String gtids, SqlSession open)
            throws SqlException, InterruptedException {
        String wait =
                "SELECT WAIT_FOR_EXECUTED_GTID_SET('%s', %d)".formatted(gtids, GTIDS_SECONDS_MAX);
        while (!SqlSession.text(open.query(wait).getFirst(), 0).equals("0")) {
            LOGGER.debugf("readers do not see all of %s yet", gtids);
        }
    }

    private TableShapes.Answer shapeOf(Wish wish, SqlSession open)
            throws SqlException, InterruptedException {
        TableShapes.Answer known = shape;
        if (known == null
                || !wish.table().table().equals(table)
                || wish.definitions() != definitions) {
            if (!wish.table().table().equals(table)) {
                size.reset();
            }
            known = shapes.of(wish.table().table(), open);
            shape = known;
            table = wish.table().table();
            definitions = wish.definitions();
        }
        return known;
    }

    private Answer select(TableShape known, Cursor asked, SqlSession open)
            throws SqlException, InterruptedException {
        boolean fromStart = asked.values().isEmpty() || !asked.key().equals(known.key());
        int limit = size.rows();
        List<RowImage> rows = new ArrayList<>();
        long bytes = 0;
        for (Row row : open.query(known.select(fromStart ? Cursor.START : asked, limit))) {
            List<byte @Nullable []> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(SqlSession.bytes(row, i));
            }
            RowImage image = RowImage.of(values);
            bytes += image.byteCount();
            rows.add(image);
        }
        for (Row warning : open.query("SHOW WARNINGS")) {
            if (SqlSession.text(warning, 1).equals(Integer.toString(RESULT_TOO_LONG))) {
                return new Refused("a value exceeds max_allowed_packet of the server");
            }
        }
        size.learn(rows.size(), bytes);
        return new Read(new Chunk(known, rows, fromStart, rows.size() < limit, seen(open)));
    }

    /** In this order: a transaction that leaves the first set is in the second. */
    private static GtidSet seen(SqlSession open) throws SqlException, InterruptedException {
        String owned = SqlSession.text(open.query("SELECT @@GLOBAL.gtid_owned").getFirst(), 0);
        String executed =
                SqlSession.text(open.query("SELECT @@GLOBAL.gtid_executed").getFirst(), 0);
        GtidSet seen = GtidSet.parse(executed);
        seen.addAll(GtidSet.parse(owned.replaceAll("#\\d+", "")));
        return seen;
    }

    private SqlSession session() throws SqlException, InterruptedException {
        SqlSession open = session;
        if (open == null) {
            open = server.session(STATEMENT_MAX);
            session = open;
            open.query("SET SESSION time_zone = '+00:00', sql_mode = ''");
            String uuid = SqlSession.text(open.query("SELECT @@server_uuid").getFirst(), 0);
            if (!uuid.equals(facts.serverUuid())) {
                close();
                throw SqlException.away("another server answers: " + uuid);
            }
        }
        return open;
    }

    @Override
    public void close() {
        SqlSession open = session;
        if (open != null) {
            open.close();
        }
        session = null;
        shape = null;
    }
}
