package io.github.spyhop.binlog.checkpoint;

import io.github.spyhop.binlog.schema.SchemaEntry;
import io.github.spyhop.binlog.schema.SchemaLog;
import java.util.Collection;
import java.util.Optional;

/** Keeps the history of definitions beside the checkpoint. */
public interface SchemaStore {

    /**
     * The definitions of all tables where a checkpoint is; none, if no history was begun. What was
     * kept behind the checkpoint does not count: it will be read again.
     */
    Optional<Collection<SchemaEntry>> load(String source, Checkpoint done);

    /** Begins a history anew, with all tables as they are where the source begins. */
    void begin(String source, Collection<SchemaEntry> base);

    /** Where further changes go. */
    SchemaLog log(String source);

    /** Ends a history that is no longer kept. */
    void forget(String source);
}
