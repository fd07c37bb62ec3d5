package io.github.spyhop.binlog.definition;

import java.util.List;
import java.util.Optional;

/** Keeps the sources that were added, for all replicas of the monitor. */
public interface DefinitionStore {

    List<SourceDefinition> all();

    Optional<SourceDefinition> find(String name);

    /** Keeps a new one; false if there is one of this name. */
    boolean add(SourceDefinition definition);

    /** Keeps it in place of the one of its name; false if there is none. */
    boolean replace(SourceDefinition definition);

    /** Removes it; false if there is none. */
    boolean remove(String name);
}
