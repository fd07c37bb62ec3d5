package io.github.spyhop.binlog.snapshot;

import io.github.spyhop.binlog.schema.TableName;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far a snapshot is: what is behind was published and confirmed.
 *
 * @param id of its order
 * @param secret goes into the ids of its messages, so that nobody learns a key from one; not shown
 * @param cancelled whether it was ended before all was read
 * @param tables in the order in which they are read
 */
public record SnapshotState(String id, String secret, boolean cancelled, List<TableState> tables) {

    private static final int SECRET_BYTES = 16;

    public SnapshotState {
        tables = List.copyOf(tables);
    }

    /** What is known of a table. */
    public enum Phase {
        /** To be read. */
        PENDING,
        /** Read in part. */
        READING,
        /** Published and confirmed. */
        DONE,
        /** It cannot be read; its state has the reason. */
        REFUSED
    }

    /**
     * How far a table is.
     *
     * @param reason why it is refused; empty otherwise
     * @param estimatedRows as the server estimated them at the beginning
     * @param rows that were read
     * @param cursor behind which row to go on
     */
    public record TableState(
            TableName table,
            Phase phase,
            String reason,
            long estimatedRows,
            long rows,
            Cursor cursor) {

        /** A table that is to be read, or is refused for a reason that is not empty. */
        public static TableState planned(TableName table, long estimatedRows, String refused) {
            return new TableState(
                    table,
                    refused.isEmpty() ? Phase.PENDING : Phase.REFUSED,
                    refused,
                    estimatedRows,
                    0,
                    Cursor.START);
        }

        TableState refused(String because) {
            return new TableState(table, Phase.REFUSED, because, estimatedRows, rows, cursor);
        }

        boolean isOpen() {
            return phase == Phase.PENDING || phase == Phase.READING;
        }
    }

    /**
     * The last row that was read.
     *
     * @param key the form of the primary key; a cursor is of use only for a key of the same form
     * @param values of the key as SQL literals; none before the first row
     */
    public record Cursor(String key, List<String> values) {

        public static final Cursor START = new Cursor("", List.of());

        public Cursor {
            values = List.copyOf(values);
        }
    }

    /** The table that is to be read next; none when all are done. */
    public Optional<TableState> current() {
        return cancelled
                ? Optional.empty()
                : tables.stream().filter(TableState::isOpen).findFirst();
    }

    /** The same with another state of one table. */
    SnapshotState with(TableState changed) {
        List<TableState> all = new ArrayList<>(tables);
        all.replaceAll(one -> one.table().equals(changed.table()) ? changed : one);
        return new SnapshotState(id, secret, cancelled, all);
    }

    SnapshotState cancel() {
        return new SnapshotState(id, secret, true, tables);
    }

    /** A new secret. */
    static String secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** The same from its beginning, with ids of its own. */
    public SnapshotState anew() {
        return new SnapshotState(
                id,
                secret(new SecureRandom()),
                cancelled,
                tables.stream()
                        .map(one ->
                                TableState.planned(one.table(), one.estimatedRows(), one.reason()))
                        .toList());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SnapshotState[id=%s, cancelled=%s, tables=%s]".formatted(id, cancelled, tables);
    }
}
