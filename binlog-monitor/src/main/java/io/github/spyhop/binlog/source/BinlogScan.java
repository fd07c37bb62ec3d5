package io.github.spyhop.binlog.source;

import io.github.spyhop.binlog.charset.CharacterSets;
import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.fault.FaultException;
import io.github.spyhop.binlog.position.BinlogPosition;
import io.github.spyhop.binlog.server.ServerFacts;
import io.github.spyhop.binlog.stream.BinlogStream;
import io.github.spyhop.binlog.stream.EventSink;
import io.github.spyhop.binlog.stream.StreamRefusedException;
import io.github.spyhop.binlog.stream.StreamSettings;
import io.github.spyhop.binlog.stream.StreamStart;
import io.github.spyhop.binlog.transaction.AssemblerSettings;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.transaction.TransactionAssembler;
import io.github.spyhop.binlog.transaction.TransactionSink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads a stretch of a server's binlog that is not published, to look something up in it. */
final class BinlogScan {

    private static final long POSITION_MODULO = 1L << 32;

    private final SourceSettings settings;
    private final StreamSettings stream;
    private final ServerFacts facts;

    /** Looks at a transaction, and says whether to go on. Its log is closed behind it. */
    interface Visitor {
        boolean visit(Transaction transaction);
    }

    BinlogScan(SourceSettings settings, StreamSettings stream, ServerFacts facts) {
        this.settings = settings;
        this.stream = stream;
        this.facts = facts;
    }

    /**
     * Shows all transactions up to where the server's binlog ended when the facts were asked for, or
     * until the visitor has seen enough.
     *
     * @param from the position of the start, as far as it is known
     * @param skips transactions that cannot be read
     */
    void run(StreamStart start, BinlogPosition from, Map<String, String> skips, Visitor visitor)
            throws StreamRefusedException, IOException, InterruptedException {
        BinlogPosition end = facts.current().orElseThrow();
        AssemblerSettings assembling =
                new AssemblerSettings(
                        settings.spill(),
                        Optional.empty(),
                        skips,
                        settings.limits().preparedMax(),
                        new CharacterSets(facts.collations(), facts.characterTables()));
        try (BinlogStream reading = new BinlogStream(stream);
                TransactionAssembler assembler =
                        new TransactionAssembler(assembling, from, new Visits(visitor, end))) {
            reading.run(start, new UpToTheEnd(assembler, end));
        } catch (SeenEnough reached) {
            // The connection is closed, and what it still sends is of no use.
        }
    }

    /** Ends a scan from within the stream's loop. */
    private static final class SeenEnough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SeenEnough() {
            super("seen enough", null, false, false);
        }
    }

    /** An idle server sends heartbeats: behind its last transaction no further one may come. */
    private record UpToTheEnd(TransactionAssembler assembler, BinlogPosition end)
            implements EventSink {

        @Override
        public void onEvent(BinlogEvent event) throws InterruptedException {
            if (event.type() == EventType.HEARTBEAT) {
                String file = event.body().utf8(event.body().remaining());
                BinlogPosition at = new BinlogPosition(file, event.nextPosition());
                BinlogPosition wanted =
                        new BinlogPosition(end.file(), end.offset() % POSITION_MODULO);
                if (at.compareTo(wanted) >= 0) {
                    throw new SeenEnough();
                }
            }
            assembler.onEvent(event);
        }

        @Override
        public void onDrained() throws InterruptedException {
            assembler.onDrained();
        }
    }

    private record Visits(Visitor visitor, BinlogPosition end) implements TransactionSink {

        @Override
        public void onTransaction(Transaction transaction) {
            boolean goOn = visit(transaction);
            if (!goOn || transaction.end().compareTo(end) >= 0) {
                throw new SeenEnough();
            }
        }

        private boolean visit(Transaction transaction) {
            return switch (transaction.contents()) {
                case Transaction.Rows(var log) -> {
                    try (log) {
                        yield visitor.visit(transaction);
                    }
                }
                case Transaction.Unreadable(var fault) -> throw new FaultException(fault);
                case Transaction.Statement _, Transaction.Nothing _, Transaction.Skipped _ ->
                        visitor.visit(transaction);
            };
        }

        @Override
        public void onDrained() {}
    }
}
