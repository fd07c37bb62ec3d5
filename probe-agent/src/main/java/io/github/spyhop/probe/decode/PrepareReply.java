package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.decode.server.PrepareOk;

/**
 * What follows a <a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_prepare.html">COM_STMT_PREPARE_OK</a>:
 * the definitions of parameters and of columns, each list with an EOF packet behind it unless those
 * are deprecated. Without the definitions the EOF packets come all the same.
 */
final class PrepareReply {

    /** Whether EOF packets are sent; PERHAPS if the login that tells was not seen. */
    enum Eof {
        ALWAYS,
        NEVER,
        PERHAPS
    }

    /** How far the reply is. */
    enum Progress {
        MORE,
        DONE,
        /** An EOF packet may still come. */
        PERHAPS_DONE,
        BROKEN
    }

    private enum State {
        PARAMETERS,
        AFTER_PARAMETERS,
        COLUMNS,
        AFTER_COLUMNS,
        ENDS_ONLY
    }

    private Eof eof = Eof.PERHAPS;
    private State state = State.PARAMETERS;
    private int remaining;
    private int columns;

    Progress begin(PrepareOk ok, Eof eofs) {
        eof = eofs;
        columns = ok.columns();
        if (!ok.metadataFollows()) {
            remaining = (ok.parameters() > 0 ? 1 : 0) + (columns > 0 ? 1 : 0);
            state = State.ENDS_ONLY;
            return remaining == 0 || eof == Eof.NEVER ? Progress.DONE : Progress.MORE;
        }
        if (ok.parameters() > 0) {
            remaining = ok.parameters();
            state = State.PARAMETERS;
            return Progress.MORE;
        }
        return beginColumns();
    }

    private Progress beginColumns() {
        remaining = columns;
        columns = 0;
        state = State.COLUMNS;
        return remaining == 0 ? Progress.DONE : Progress.MORE;
    }

    /** Takes the next packet; of it only whether it is an EOF packet matters. */
    Progress next(boolean isEof) {
        return switch (state) {
            case PARAMETERS -> parameter();
            case COLUMNS -> column();
            case AFTER_PARAMETERS, AFTER_COLUMNS -> afterDefinitions(isEof);
            case ENDS_ONLY ->
                    !isEof ? Progress.BROKEN : --remaining == 0 ? Progress.DONE : Progress.MORE;
        };
    }

    private Progress parameter() {
        if (--remaining > 0) {
            return Progress.MORE;
        }
        if (eof == Eof.NEVER) {
            return beginColumns();
        }
        state = State.AFTER_PARAMETERS;
        return eof == Eof.ALWAYS || columns > 0 ? Progress.MORE : Progress.PERHAPS_DONE;
    }

    private Progress column() {
        if (--remaining > 0) {
            return Progress.MORE;
        }
        state = State.AFTER_COLUMNS;
        return switch (eof) {
            case ALWAYS -> Progress.MORE;
            case NEVER -> Progress.DONE;
            case PERHAPS -> Progress.PERHAPS_DONE;
        };
    }

    /** An EOF packet; where the login was not seen, perhaps the first column's definition. */
    private Progress afterDefinitions(boolean isEof) {
        if (isEof) {
            return beginColumns();
        }
        if (eof == Eof.ALWAYS || state == State.AFTER_COLUMNS) {
            return Progress.BROKEN;
        }
        beginColumns();
        return column();
    }
}
