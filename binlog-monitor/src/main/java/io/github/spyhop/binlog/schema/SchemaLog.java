package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.transaction.Transaction;
import java.util.List;

/** Keeps how definitions changed, before the transaction that changed them counts as published. */
public interface SchemaLog {

    /**
     * Keeps what a statement changed; if it is kept again, it replaces what was kept of it.
     *
     * @param statement its number within the transaction
     */
    void append(Transaction transaction, int statement, List<SchemaEntry> entries);
}
