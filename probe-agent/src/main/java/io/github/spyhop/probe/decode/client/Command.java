package io.github.spyhop.probe.decode.client;

import org.jspecify.annotations.Nullable;

/**
 * The commands of a client, by their first byte (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_command_phase.html">command
 * phase</a>).
 */
public enum Command {
    /** One that the server does not know either: it answers with an error. */
    UNKNOWN(0x00, Answer.SIMPLE),
    QUIT(0x01, Answer.NONE),
    INIT_DB(0x02, Answer.SIMPLE),
    QUERY(0x03, Answer.RESULTS),
    FIELD_LIST(0x04, Answer.COLUMNS),
    CREATE_DB(0x05, Answer.SIMPLE),
    DROP_DB(0x06, Answer.SIMPLE),
    REFRESH(0x07, Answer.SIMPLE),
    SHUTDOWN(0x08, Answer.SIMPLE),
    STATISTICS(0x09, Answer.TEXT),
    PROCESS_INFO(0x0a, Answer.RESULTS),
    PROCESS_KILL(0x0c, Answer.SIMPLE),
    DEBUG(0x0d, Answer.SIMPLE),
    PING(0x0e, Answer.SIMPLE),
    CHANGE_USER(0x11, Answer.LOGIN),
    BINLOG_DUMP(0x12, Answer.STREAM),
    REGISTER_SLAVE(0x15, Answer.SIMPLE),
    STMT_PREPARE(0x16, Answer.PREPARED),
    STMT_EXECUTE(0x17, Answer.RESULTS),
    STMT_SEND_LONG_DATA(0x18, Answer.NONE),
    STMT_CLOSE(0x19, Answer.NONE),
    STMT_RESET(0x1a, Answer.SIMPLE),
    SET_OPTION(0x1b, Answer.SIMPLE),
    STMT_FETCH(0x1c, Answer.ROWS),
    BINLOG_DUMP_GTID(0x1e, Answer.STREAM),
    RESET_CONNECTION(0x1f, Answer.SIMPLE),
    CLONE(0x20, Answer.STREAM),
    /** MariaDB's execution with several rows of values. */
    STMT_BULK_EXECUTE(0xfa, Answer.RESULTS);

    /** The shape of what the server answers. */
    public enum Answer {
        NONE,
        /** One OK, EOF or ERR packet. */
        SIMPLE,
        /** Result sets or OK packets, one after the other. */
        RESULTS,
        /** A statement's number with the columns of its parameters and result. */
        PREPARED,
        /** Rows of a cursor. */
        ROWS,
        /** Column definitions. */
        COLUMNS,
        /** One packet of text. */
        TEXT,
        /** A dialogue like that of the login. */
        LOGIN,
        /** Packets until the connection ends. */
        STREAM
    }

    private static final @Nullable Command[] BY_CODE = new Command[256];

    static {
        for (Command command : values()) {
            BY_CODE[command.code] = command;
        }
    }

    private final int code;
    private final Answer answer;

    Command(int code, Answer answer) {
        this.code = code;
        this.answer = answer;
    }

    /** The command with this first byte, or null if there is none. */
    public static @Nullable Command of(int code) {
        return BY_CODE[code & 0xff];
    }

    public Answer answer() {
        return answer;
    }
}
