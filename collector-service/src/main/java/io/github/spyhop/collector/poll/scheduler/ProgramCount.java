package io.github.spyhop.collector.poll.scheduler;

/** What performance_schema counted of an EVENT since the server's start. */
public record ProgramCount(long runs, long picos, long errors, long statements, long rowsAffected) {

    public static final ProgramCount ZERO = new ProgramCount(0, 0, 0, 0, 0);

    /** What was counted since; all of it where the server began anew. */
    public ProgramCount since(ProgramCount before) {
        return runs < before.runs
                ? this
                : new ProgramCount(
                        runs - before.runs,
                        picos - before.picos,
                        errors - before.errors,
                        statements - before.statements,
                        rowsAffected - before.rowsAffected);
    }
}
