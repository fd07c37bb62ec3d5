package io.github.spyhop.model.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An index of a collection.
 *
 * @param fields in order; a leading {@code -} sorts that field downwards
 * @param unique whether two documents may not share the values
 * @param keptFor how long after the time in the (single) field a document is deleted, if ever
 */
public record IndexSpec(List<String> fields, boolean unique, Optional<Duration> keptFor) {

    public IndexSpec {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("an index needs a field");
        }
        if (keptFor.isPresent() && fields.size() != 1) {
            throw new IllegalArgumentException(
                    "MongoDB expires documents by an index of one field, not of " + fields);
        }
    }

    static IndexSpec on(String... fields) {
        return new IndexSpec(List.of(fields), false, Optional.empty());
    }

    static IndexSpec unique(String... fields) {
        return new IndexSpec(List.of(fields), true, Optional.empty());
    }

    static IndexSpec expiring(String field, Duration keptFor) {
        return new IndexSpec(List.of(field), false, Optional.of(keptFor));
    }
}
