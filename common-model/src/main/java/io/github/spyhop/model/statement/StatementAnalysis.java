package io.github.spyhop.model.statement;

import java.util.List;

/**
 * What a statement does, as far as its text tells.
 *
 * @param kind what it is for
 * @param tables the tables that it names, each once
 * @param explainable whether a monitor may run EXPLAIN on it
 * @param isConfirmed whether a parser of the whole statement found the same tables; it does not take
 *     all of MySQL's statements, so that false is no sign of an error
 */
public record StatementAnalysis(
        StatementKind kind, List<TableName> tables, Explainable explainable, boolean isConfirmed) {

    public StatementAnalysis {
        tables = List.copyOf(tables);
    }
}
