package io.github.spyhop.binlog;

import io.github.spyhop.binlog.change.ChangeSink;
import io.github.spyhop.binlog.change.RowChange;
import io.github.spyhop.binlog.checkpoint.LeaseLostException;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.merge.MergeSettings;
import io.github.spyhop.binlog.merge.MergeWindow;
import io.github.spyhop.binlog.merge.MergedRow;
import io.github.spyhop.binlog.position.Gtid;
import io.github.spyhop.binlog.publish.PublishException;
import io.github.spyhop.binlog.transaction.EventLog;
import io.github.spyhop.binlog.transaction.LoggedStatement;
import io.github.spyhop.binlog.transaction.Transaction;
import io.github.spyhop.binlog.window.TableCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Holds transactions for a while and sends what they come to. A window counts as one: the checkpoint
 * moves behind its last transaction when all of its messages are confirmed. Its end is announced
 * before its first message, and windows that are repeated after a crash, which may be several, end there
 * again: so what comes a second time is the same.
 */
final class MergingDelivery implements Delivery {

    private final BinlogPipeline.Stages stages;
    private final DirectDelivery direct;
    private final MergeSettings settings;
    private final BinlogPipeline.Announcements announcements;
    private final MergeWindow window = new MergeWindow();
    private final List<Gtid> gtids = new ArrayList<>();
    private final Queue<String> announced;
    private TableCounts counts = new TableCounts();
    private int transactions;
    private @Nullable Transaction last;
    private long openedNanos;
    private long lastMessageNanos = System.nanoTime();

    /**
     * @param direct sends what is not merged
     * @param announced the transactions that the windows to be repeated end with, in order
     */
    MergingDelivery(
            BinlogPipeline.Stages stages,
            DirectDelivery direct,
            MergeSettings settings,
            BinlogPipeline.Announcements announcements,
            List<String> announced) {
        this.stages = stages;
        this.direct = direct;
        this.settings = settings;
        this.announcements = announcements;
        this.announced = new ArrayDeque<>(announced);
    }

    @Override
    public void deliver(Transaction transaction)
            throws PublishException, LeaseLostException, InterruptedException {
        switch (transaction.contents()) {
            case Transaction.Rows(EventLog log) when isHeld(log) -> {
                try (log) {
                    hold(transaction, log);
                }
            }
            case Transaction.Nothing _ -> take(transaction);
            case Transaction.Rows _,
                    Transaction.Statement _,
                    Transaction.Skipped _,
                    Transaction.Unreadable _ -> {
                finish();
                direct.deliver(transaction);
            }
        }
        if (transaction.id().equals(announced.peek())) {
            announced.remove();
            finish(true);
        } else if (window.taken() >= settings.rowsMax() || window.bytes() >= settings.bytesMax()) {
            finish();
        }
    }

    private boolean isHeld(EventLog log) {
        return !log.hasStatements() && log.rowCount() <= settings.rowsMax() && !log.isSpilled();
    }

    private void hold(Transaction transaction, EventLog log)
            throws PublishException, LeaseLostException, InterruptedException {
        Rows rows = new Rows();
        try {
            direct.read(transaction, log, rows);
        } catch (RuntimeException unreadable) {
            finish();
            throw unreadable;
        }
        for (RowChange change : rows.changes) {
            window.add(change, transaction);
            counts.add(change.table(), change.operation());
        }
        take(transaction);
    }

    private void take(Transaction transaction) {
        if (last == null) {
            openedNanos = System.nanoTime();
        }
        gtids.addAll(transaction.gtids());
        transactions++;
        last = transaction;
    }

    /** The rows of one transaction, until all of them are read. */
    private final class Rows implements ChangeSink<PublishException> {

        private final List<RowChange> changes = new ArrayList<>();

        @Override
        public boolean wants(TableMapEvent table) {
            return stages.filter().publishes(table.schema(), table.table());
        }

        @Override
        public void onRow(RowChange change) {
            if (stages.filter().publishes(change.table(), change.operation())) {
                changes.add(change.copy());
            }
        }

        @Override
        public void onStatement(LoggedStatement statement) {
            throw new IllegalStateException("a transaction with statements is not held");
        }
    }

    @Override
    public boolean isRepeating() {
        return !announced.isEmpty();
    }

    @Override
    public void tick() throws PublishException, LeaseLostException, InterruptedException {
        boolean due = System.nanoTime() - openedNanos >= settings.delay().toNanos();
        if (due && announced.isEmpty()) {
            finish();
        }
    }

    @Override
    public void finish() throws PublishException, LeaseLostException, InterruptedException {
        finish(false);
    }

    private void finish(boolean isAnnounced)
            throws PublishException, LeaseLostException, InterruptedException {
        Transaction end = last;
        if (end == null) {
            return;
        }
        int taken = window.taken();
        List<MergedRow> rows = window.drain();
        if (taken > 0 && !isAnnounced) {
            // Also if they came to nothing, which they would not together with those that follow.
            announcements.announce(end.id());
        }
        if (!rows.isEmpty()) {
            send(rows);
            lastMessageNanos = System.nanoTime();
        }
        stages.publisher()
                .endUnit(
                        Confirmed.of(
                                gtids,
                                end,
                                counts,
                                new Confirmed.Merged(transactions, taken - rows.size())));
        stages.publisher().flush();
        gtids.clear();
        counts = new TableCounts();
        transactions = 0;
        last = null;
    }

    private void send(List<MergedRow> rows) throws PublishException, InterruptedException {
        Transaction begun = null;
        for (MergedRow row : rows) {
            if (!row.transaction().equals(begun)) {
                stages.encoder().end(stages.publisher()::publish);
                begun = row.transaction();
                stages.encoder().begin(begun, 0);
            }
            stages.encoder().row(row.change(), row.count(), stages.publisher()::publish);
        }
        stages.encoder().end(stages.publisher()::publish);
    }

    @Override
    public long lastMessageNanos() {
        return Math.max(lastMessageNanos, direct.lastMessageNanos());
    }
}
