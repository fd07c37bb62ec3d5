package io.github.spyhop.probe.decode.wire;

/**
 * The flags that a server adds to a result (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html">SERVER_STATUS_flags_enum</a>).
 */
public final class ServerStatus {

    public static final int MORE_RESULTS = 0x0008;
    public static final int NO_GOOD_INDEX_USED = 0x0010;
    public static final int NO_INDEX_USED = 0x0020;
    public static final int CURSOR_EXISTS = 0x0040;
    public static final int NO_BACKSLASH_ESCAPES = 0x0200;
    public static final int WAS_SLOW = 0x0800;
    public static final int SESSION_STATE_CHANGED = 0x4000;

    private ServerStatus() {}
}
