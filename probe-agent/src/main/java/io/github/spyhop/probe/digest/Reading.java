package io.github.spyhop.probe.digest;

import io.github.spyhop.model.statement.ClientCharset;
import io.github.spyhop.model.statement.Dialect;
import io.github.spyhop.model.statement.SqlMode;
import java.util.EnumSet;
import java.util.Set;

/** How the statements of a session are to be read. */
public record Reading(Dialect dialect, Set<SqlMode> modes, ClientCharset charset) {

    /** Of a session of which nothing is known. */
    public static final Reading DEFAULT =
            new Reading(Dialect.MYSQL_9_7, Set.of(), ClientCharset.UTF8MB4);

    public Reading {
        modes = Set.copyOf(modes);
    }

    public Reading withDialect(Dialect other) {
        return new Reading(other, modes, charset);
    }

    public Reading withModes(Set<SqlMode> others) {
        return new Reading(dialect, others, charset);
    }

    public Reading withCharset(ClientCharset other) {
        return new Reading(dialect, modes, other);
    }

    /** The same with or without one mode. */
    public Reading with(SqlMode mode, boolean on) {
        if (modes.contains(mode) == on) {
            return this;
        }
        Set<SqlMode> others = EnumSet.noneOf(SqlMode.class);
        others.addAll(modes);
        if (on) {
            others.add(mode);
        } else {
            others.remove(mode);
        }
        return withModes(others);
    }
}
