package io.github.spyhop.model.statement;

/** What a statement is for. */
public enum StatementKind {
    /** Rows or facts are asked for: SELECT, TABLE, VALUES, SHOW, DESCRIBE, EXPLAIN, HELP, HANDLER. */
    READ,
    /** Rows are changed: INSERT, UPDATE, DELETE, REPLACE, LOAD, also behind WITH. */
    WRITE,
    /** Objects are changed: CREATE, ALTER, DROP, TRUNCATE, RENAME, IMPORT. */
    DDL,
    /** BEGIN, START TRANSACTION, COMMIT, ROLLBACK, SAVEPOINT, XA, and the locking of tables. */
    TRANSACTION,
    /** A stored procedure, whatever it does. */
    CALL,
    /** Variables are set. */
    SET,
    /** The server or its accounts are looked after: GRANT, FLUSH, KILL, ANALYZE, CHANGE, ... */
    ADMIN,
    /** Anything else, such as PREPARE, DO, USE, or a text without a statement. */
    OTHER
}
