package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.checkpoint.Lease;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.checkpoint.SchemaStore;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.SchemaHistory;
import io.github.spyhop.binlog.server.Finding;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.Preflight;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.stream.StreamRefusedException;
import io.github.spyhop.binlog.stream.StreamSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Decides where a run of a source begins, and with which definitions of tables. */
final class Beginning {

    private static final Logger LOGGER = Logger.getLogger(Beginning.class);

    private final SourceSettings settings;
    private final SourceRunner.Environment environment;
    private final MySqlServer server;
    private final StreamSettings stream;
    private final Orders orders;

    /**
     * @param stream of the member of the topology that is read
     */
    Beginning(
            SourceSettings settings,
            SourceRunner.Environment environment,
            StreamSettings stream,
            Orders orders) {
        this.settings = settings;
        this.environment = environment;
        this.stream = stream;
        this.orders = orders;
        server = environment.servers().apply(stream.login());
    }

    /**
     * Where a run begins.
     *
     * @param history of definitions, if the server does not log the names of columns
     * @param announced where windows of merged changes ended that are still to come, in order
     */
    record Begun(
            ServerFacts facts,
            Checkpoint checkpoint,
            Optional<SchemaHistory> history,
            List<String> announced) {}

    /**
     * The checkpoint that is kept and what belongs to it, or a new one, kept at once so that nothing
     * after it is lost.
     */
    Begun begin(Lease lease)
            throws SqlException,
                    LeaseLostException,
                    StreamRefusedException,
                    IOException,
                    InterruptedException {
        ServerFacts facts = server.facts();
        requireFit(facts);
        Optional<Checkpoint> kept =
                orders.restart().isPresent()
                        ? Optional.empty()
                        : environment.checkpoints().load(settings.name());
        return facts.logsColumnNames()
                ? withoutHistory(lease, facts, kept)
                : withHistory(lease, facts, kept);
    }

    private void requireFit(ServerFacts facts) {
        for (Finding finding : Preflight.ofVariables(facts, settings.stream().serverId())) {
            if (finding.severity() == Finding.Severity.ERROR) {
                throw new FaultException(
                        finding.subject().equals("server_id")
                                ? FaultCode.SERVER_ID_TAKEN
                                : FaultCode.SERVER_UNFIT,
                        finding.toString());
            }
        }
    }

    /** A history that is not followed would be wrong later. */
    private Begun withoutHistory(Lease lease, ServerFacts facts, Optional<Checkpoint> kept)
            throws SqlException,
                    LeaseLostException,
                    StreamRefusedException,
                    IOException,
                    InterruptedException {
        environment.schemas().forget(settings.name());
        Checkpoint start = kept.isPresent() ? kept.get() : first(facts);
        if (kept.isEmpty()) {
            keep(lease, start);
        }
        return begun(facts, start, Optional.empty());
    }

    private Begun withHistory(Lease lease, ServerFacts facts, Optional<Checkpoint> kept)
            throws SqlException,
                    LeaseLostException,
                    StreamRefusedException,
                    IOException,
                    InterruptedException {
        SchemaStore schemas = environment.schemas();
        if (kept.isPresent()) {
            Optional<Collection<SchemaEntry>> known = schemas.load(settings.name(), kept.get());
            if (known.isPresent()) {
                return begun(facts, kept.get(), Optional.of(history(facts, known.get())));
            }
        }
        SchemaBase.Now now = new SchemaBase(server).now();
        Checkpoint start = kept.isPresent() ? kept.get() : first(now.facts());
        Collection<SchemaEntry> base =
                SchemaBase.at(
                        start, now, new BinlogScan(settings, stream, now.facts()), orders.skips());
        schemas.begin(settings.name(), base);
        if (kept.isEmpty()) {
            keep(lease, start);
        }
        return begun(now.facts(), start, Optional.of(history(now.facts(), base)));
    }

    private Begun begun(ServerFacts facts, Checkpoint start, Optional<SchemaHistory> history) {
        List<String> announced =
                settings.merge().delay().isZero()
                        ? List.of()
                        : environment.checkpoints().announced(settings.name()).stream()
                                .filter(transaction -> !start.isBehind(transaction))
                                .distinct()
                                .toList();
        return new Begun(facts, start, history, announced);
    }

    private SchemaHistory history(ServerFacts facts, Collection<SchemaEntry> known) {
        LOGGER.infof(
                "source %s follows the definitions of %d tables", settings.name(), known.size());
        return new SchemaHistory(
                facts.reading(), known, environment.schemas().log(settings.name()));
    }

    /** Where a source begins that has no checkpoint, or is told to begin elsewhere. */
    private Checkpoint first(ServerFacts facts)
            throws SqlException, StreamRefusedException, IOException, InterruptedException {
        String start = orders.restart().map(Orders.Restart::start).orElse(settings.start());
        Optional<Instant> time = StartPosition.timeOf(start);
        return time.isPresent()
                ? new StartByTime(server, stream, facts)
                        .find(time.get(), new BinlogScan(settings, stream, facts))
                : StartPosition.at(start, facts);
    }

    private void keep(Lease lease, Checkpoint first) throws LeaseLostException {
        environment.checkpoints().save(lease, first);
        LOGGER.infof("source %s begins at %s", settings.name(), first.position());
    }
}
