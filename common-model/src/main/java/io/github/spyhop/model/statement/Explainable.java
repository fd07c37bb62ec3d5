package io.github.spyhop.model.statement;

/**
 * Whether a monitor may run EXPLAIN on a statement, and why not.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.7/en/explain.html">EXPLAIN Statement</a>
 */
public enum Explainable {
    /** It reads and calls nothing that acts: an account that may read suffices. */
    YES,
    /** It changes rows: EXPLAIN does not, but asks for the statement's own privileges. */
    WITH_PRIVILEGES_TO_WRITE,
    /** EXPLAIN takes no statement of this kind. */
    NOT_OF_THIS_KIND,
    /** The text is cut, or its quotes, comments or parentheses are left open. */
    INCOMPLETE,
    /** The text holds several statements. */
    SEVERAL_STATEMENTS,
    /** It has placeholders whose values are not known. */
    MISSES_VALUES,
    /**
     * It may act or wait while its plan is made: it locks rows, sets variables, writes a file, or
     * calls a function that is not known to be harmless.
     */
    MAY_ACT
}
