package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.SchemaHistory;
import io.github.spyhop.binlog.schema.TableName;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.stream.StreamRefusedException;
import io.github.spyhop.binlog.transaction.EventLog;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the definitions of tables where a history of them begins. No lock is taken: definitions that
 * are the same before and behind a position are those of the position. For a position in the past
 * today's definition of a table holds only if no statement has changed it since, which the binlog
 * between tells; other tables are unknown until a statement defines them.
 */
final class SchemaBase {

    private static final int ATTEMPTS = 10;

    /** Longer than a server takes from making a definition visible to counting its GTID. */
    private static final Duration SETTLING = Duration.ofMillis(100);

    private final MySqlServer server;

    SchemaBase(MySqlServer server) {
        this.server = server;
    }

    /** The definitions of all tables at the position that the facts have. */
    record Now(ServerFacts facts, List<SchemaEntry> entries) {

        Now {
            entries = List.copyOf(entries);
        }
    }

    Now now() throws SqlException, InterruptedException {
        List<SchemaEntry> before = server.definitions();
        for (int i = 0; i < ATTEMPTS; i++) {
            Thread.sleep(SETTLING);
            ServerFacts facts = server.facts();
            Thread.sleep(SETTLING);
            List<SchemaEntry> behind = server.definitions();
            if (before.equals(behind)) {
                return new Now(facts, behind);
            }
            before = behind;
        }
        throw new FaultException(
                FaultCode.SCHEMA_UNKNOWN,
                "definitions of tables changed each time they were read: try again later");
    }

    /** The definitions that held at a checkpoint and hold now. */
    static Collection<SchemaEntry> at(
            Checkpoint past, Now now, BinlogScan scan, Map<String, String> skips)
            throws StreamRefusedException, IOException, InterruptedException {
        SchemaHistory sinceThen =
                new SchemaHistory(
                        now.facts().reading(), now.entries(), (transaction, number, changes) -> {});
        Set<TableName> changed = new HashSet<>();
        if (!StartPosition.isEnd(past, now.facts())) {
            scan.run(
                    StartPosition.after(past, now.facts()),
                    past.resumeFrom(),
                    skips,
                    transaction -> {
                        for (LoggedStatement statement : statementsOf(transaction)) {
                            changed.addAll(sinceThen.apply(transaction, 0, statement));
                        }
                        return true;
                    });
        }
        return now.entries().stream()
                .map(entry ->
                        changed.contains(entry.table())
                                ? SchemaEntry.unknown(
                                        entry.table(),
                                        "it was changed between the start and today, and there was"
                                                + " no history of it")
                                : entry)
                .toList();
    }

    private static List<LoggedStatement> statementsOf(Transaction transaction) {
        return switch (transaction.contents()) {
            case Transaction.Statement(var statement) -> List.of(statement);
            case Transaction.Rows(EventLog log) when log.hasStatements() -> {
                List<LoggedStatement> statements = new ArrayList<>();
                EventLog.Reader events = log.read();
                while (events.next()) {
                    if (events.type() == EventType.QUERY) {
                        statements.add(events.statement());
                    }
                }
                yield statements;
            }
            case Transaction.Rows _,
                    Transaction.Nothing _,
                    Transaction.Skipped _,
                    Transaction.Unreadable _ ->
                    List.of();
        };
    }
}
