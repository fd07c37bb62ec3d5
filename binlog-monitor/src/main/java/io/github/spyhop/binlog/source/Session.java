package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.BinlogPipeline;
import io.github.spyhop.binlog.Confirmed;
import io.github.spyhop.binlog.Work;
import io.github.spyhop.binlog.change.ChangeReader;
import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.checkpoint.Checkpoint;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.checkpoint.Progress;
import io.github.spyhop.binlog.filter.ChangeFilter;
import io.github.spyhop.binlog.message.MessageEncoder;
import io.github.spyhop.binlog.message.SnapshotMessages;
import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.publish.Publisher;
import io.github.spyhop.binlog.schema.TableSchemas;
import io.github.spyhop.binlog.server.MySqlServer;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.snapshot.Snapshot;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.stream.BinlogStream;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.stream.StreamStart;
import io.github.spyhop.binlog.transaction.AssemblerSettings;
import io.github.spyhop.binlog.transaction.TransactionAssembler;
import io.github.spyhop.binlog.transaction.TransactionQueue;
import java.time.InstantSource;
import java.util.Optional;

/** One run of a source: both connections, and the pipeline between them. */
final class Session implements AutoCloseable {

    /** Is told what happens; on the broker connection's thread, if it is not said otherwise. */
    interface Listener {

        /** A transaction is confirmed, and all before it are. */
        void onConfirmed(Confirmed unit);

        /** Changes up to a transaction are about to be merged; on the publishing thread. */
        void onAnnounced(String lastTransaction) throws LeaseLostException;

        /** A message reached no queue and was thrown away. */
        void onDiscarded();
    }

    /**
     * The member of the topology that is read.
     *
     * @param orders hold for the run
     * @param asked the same server, for SQL
     * @param snapshot how far the last one is
     */
    record Server(
            StreamSettings stream,
            Beginning.Begun begun,
            Orders orders,
            MySqlServer asked,
            Optional<SnapshotState> snapshot) {}

    private final Publisher<Work> publisher;
    private final BinlogPipeline pipeline;
    private final StreamStart start;
    private final String name;

    /**
     * Connects to the broker and makes the stages ready.
     *
     * @param progress is told of what is confirmed
     */
    Session(
            SourceSettings settings,
            Server server,
            Progress progress,
            Listener listener,
            InstantSource clock)
            throws PublishException {
        name = settings.name();
        ServerFacts facts = server.begun().facts();
        Checkpoint done = progress.checkpoint();
        start = StartPosition.after(done, facts);
        boolean byFile = start instanceof StreamStart.From;
        publisher =
                new Publisher<>(
                        settings.broker(),
                        "spyhop binlog-monitor " + name,
                        work -> confirmed(work, progress, listener),
                        listener::onDiscarded);
        TransactionQueue queue =
                new TransactionQueue(
                        settings.limits().queueMax(), settings.limits().queueBytesMax());
        ChangeFilter filter = new ChangeFilter(settings.filter());
        pipeline =
                new BinlogPipeline(
                        new BinlogPipeline.Stages(
                                new BinlogStream(server.stream()),
                                new TransactionAssembler(
                                        new AssemblerSettings(
                                                settings.spill(),
                                                byFile
                                                        ? Optional.of(done.position())
                                                        : Optional.empty(),
                                                server.orders().skips(),
                                                settings.limits().preparedMax(),
                                                characterSets(facts)),
                                        done.resumeFrom(),
                                        queue),
                                queue,
                                new ChangeReader(
                                        new TableSchemas(
                                                characterSets(facts), server.begun().history())),
                                filter,
                                new MessageEncoder(
                                        settings.messages(),
                                        settings.filter().columns(),
                                        filter,
                                        facts.serverUuid(),
                                        clock),
                                publisher),
                        new BinlogPipeline.Sending(
                                settings.timing().heartbeat(),
                                settings.messages().definitions(),
                                settings.merge(),
                                server.begun().announced()),
                        listener::onAnnounced,
                        snapshot(settings, server, done, queue, clock));
    }

    private static void confirmed(Work work, Progress progress, Listener listener) {
        switch (work) {
            case Confirmed unit -> {
                progress.confirmed(
                        unit.gtids(), unit.end(), unit.resumeFrom(), unit.commitMicros());
                listener.onConfirmed(unit);
            }
            case Work.SnapshotStep(SnapshotState state) -> progress.confirmed(state);
        }
    }

    private Snapshot snapshot(
            SourceSettings settings,
            Server server,
            Checkpoint done,
            TransactionQueue queue,
            InstantSource clock) {
        ServerFacts facts = server.begun().facts();
        return new Snapshot(
                new Snapshot.Reading(
                        name,
                        server.asked(),
                        facts,
                        settings.filter(),
                        settings.snapshot(),
                        queue::wake),
                new Snapshot.Start(
                        done.gtidSet().orElse(""),
                        server.snapshot(),
                        SnapshotOrders.wanted(server.orders(), settings.snapshot())),
                new SnapshotMessages(
                        settings.messages(),
                        settings.filter().columns(),
                        new ChangeFilter(settings.filter()),
                        facts.serverUuid(),
                        clock),
                new Snapshot.Output(
                        publisher::publish,
                        state -> publisher.endUnit(new Work.SnapshotStep(state))));
    }

    /** For one thread each, as they are not shared. */
    private static CharacterSets characterSets(ServerFacts facts) {
        return new CharacterSets(facts.collations(), facts.characterTables());
    }

    /** Runs until something ends it, and throws that. */
    void run() throws Exception {
        pipeline.run(start, name);
    }

    /** Publishes that something is missing. */
    void publishGap(String id, String reason) throws PublishException, InterruptedException {
        pipeline.publishGap(id, reason);
    }

    BinlogPipeline pipeline() {
        return pipeline;
    }

    /** Ends the run in good order: what was read whole is published first. */
    void end() {
        pipeline.close();
    }

    /** Ends both connections at once. */
    @Override
    public void close() {
        publisher.close();
        pipeline.close();
    }
}
