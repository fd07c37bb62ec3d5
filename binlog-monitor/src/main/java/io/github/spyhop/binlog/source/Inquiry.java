package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.server.Finding;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.Preflight;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.server.SqlSession;
import io.github.spyhop.binlog.snapshot.SnapshotPlan;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import java.util.ArrayList;
import java.util.List;

/** What operators ask a source's server before they give orders. */
public final class Inquiry {

    private final SourceSettings settings;
    private final MySqlServer server;

    Inquiry(SourceSettings settings, MySqlServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** What the server says of itself now, and what is wrong with it and with the account. */
    public Inspection inspect() throws SqlException, InterruptedException {
        ServerFacts facts = server.facts();
        List<Finding> findings =
                new ArrayList<>(Preflight.ofVariables(facts, settings.stream().serverId()));
        findings.addAll(Preflight.ofGrants(server.grants()));
        return new Inspection(facts, findings);
    }

    /** A server, looked at. */
    public record Inspection(ServerFacts facts, List<Finding> findings) {

        public Inspection {
            findings = List.copyOf(findings);
        }
    }

    /** The tables that a snapshot of these patterns would read, and those that it would refuse. */
    public List<TableState> planSnapshot(List<String> tables)
            throws SqlException, InterruptedException {
        ServerFacts facts = server.facts();
        try (SqlSession session = server.session(settings.stream().connectTimeout())) {
            return SnapshotPlan.of(tables, settings.filter(), facts, session);
        }
    }
}
