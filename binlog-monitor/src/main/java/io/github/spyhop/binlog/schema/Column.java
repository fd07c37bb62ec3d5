package io.github.spyhop.binlog.schema;

import io.github.spyhop.binlog.charset.CharacterSet;
import io.github.spyhop.binlog.event.ColumnFormat;
import java.util.List;
import java.util.Optional;

/**
 * A column as it was when the rows were written.
 *
 * @param characterSet of its text; none for numbers, times and binary strings
 * @param members the names of an ENUM or SET
 */
public record Column(
        String name,
        ColumnFormat format,
        boolean unsigned,
        Optional<CharacterSet> characterSet,
        List<String> members) {

    public Column {
        members = List.copyOf(members);
    }
}
