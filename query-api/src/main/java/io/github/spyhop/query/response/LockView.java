package io.github.spyhop.query.response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.query.read.Locks;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom on an instance.
 *
 * @param time when the collector looked
 * @param waits how many sessions wait
 * @param cut whether there are more waits than are read
 * @param trees the sessions that wait for nobody, with those that wait for them
 */
public record LockView(String instance, Instant time, int waits, boolean cut, List<Session> trees) {

    public LockView {
        trees = List.copyOf(trees);
    }

    /**
     * A session.
     *
     * @param command such as {@code Query} or {@code Sleep}
     * @param state the thread's state, by MySQL's name
     * @param seconds how long it is in that state
     * @param lockKind {@code row} or {@code metadata}, of what it waits for itself
     * @param lockObject the table, or what else is locked
     * @param lockIndex the index whose entry is locked
     * @param lockMode the lock's mode, such as {@code X,REC_NOT_GAP}
     * @param kill the statement that ends its connection, to be run by who may
     * @param waiters the sessions that wait for this one
     */
    @Schema(name = "LockSession")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Session(
            long pid,
            @Nullable String user,
            @Nullable String host,
            @Nullable String schema,
            @Nullable String command,
            @Nullable String state,
            long seconds,
            @Nullable String sqlText,
            @Nullable String lockKind,
            @Nullable String lockObject,
            @Nullable String lockIndex,
            @Nullable String lockMode,
            String kill,
            List<Session> waiters) {

        public Session {
            waiters = List.copyOf(waiters);
        }

        static Session of(Locks.Waiting it) {
            return new Session(
                    it.pid(),
                    it.user(),
                    it.host(),
                    it.schema(),
                    it.command(),
                    it.state(),
                    it.seconds(),
                    it.sqlText(),
                    it.lockKind(),
                    it.lockObject(),
                    it.lockIndex(),
                    it.lockMode(),
                    "KILL " + it.pid(),
                    it.waiters().stream().map(Session::of).toList());
        }
    }

    /**
     * A transaction that is open for long, or that waits.
     *
     * @param seenAt when the collector looked
     * @param startedAt when it began
     * @param seconds how long it is open
     * @param state {@code RUNNING} or {@code LOCK WAIT}, as InnoDB says
     * @param rowsLocked the rows that it locked
     * @param rowsModified the rows that it changed
     * @param kill the statement that ends its connection, to be run by who may
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Transaction(
            String instance,
            Instant seenAt,
            long pid,
            @Nullable String user,
            @Nullable String host,
            @Nullable String schema,
            Instant startedAt,
            long seconds,
            @Nullable String state,
            long rowsLocked,
            long rowsModified,
            @Nullable String sqlText,
            String kill) {}

    public static LockView of(Locks.Look look) {
        return new LockView(
                look.instance(),
                look.at(),
                look.waits(),
                look.cut(),
                look.trees().stream().map(Session::of).toList());
    }

    /** The transactions that a look found. */
    public static List<Transaction> transactions(Locks.Look look) {
        return look.transactions().stream()
                .map(it ->
                        new Transaction(
                                look.instance(),
                                look.at(),
                                it.pid(),
                                it.user(),
                                it.host(),
                                it.schema(),
                                it.startedAt(),
                                it.seconds(),
                                it.state(),
                                it.rowsLocked(),
                                it.rowsModified(),
                                it.sqlText(),
                                "KILL " + it.pid()))
                .toList();
    }
}
