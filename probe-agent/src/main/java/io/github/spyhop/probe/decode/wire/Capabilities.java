package io.github.spyhop.probe.decode.wire;

/**
 * What the two sides of a connection can do, as the login negotiates it (<a
 * href="https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__capabilities__flags.html">capability
 * flags</a>); MariaDB keeps its own in the upper 32 bits.
 */
public record Capabilities(long flags) {

    /** MariaDB's server leaves it out, to tell that upper flags follow. */
    public static final long CLIENT_MYSQL = 1L;

    public static final long CONNECT_WITH_DB = 1L << 3;
    public static final long COMPRESS = 1L << 5;
    public static final long PROTOCOL_41 = 1L << 9;
    public static final long SSL = 1L << 11;
    public static final long SECURE_CONNECTION = 1L << 15;
    public static final long PLUGIN_AUTH = 1L << 19;
    public static final long CONNECT_ATTRIBUTES = 1L << 20;
    public static final long LENGTH_ENCODED_AUTH = 1L << 21;
    public static final long SESSION_TRACK = 1L << 23;
    public static final long DEPRECATE_EOF = 1L << 24;
    public static final long OPTIONAL_METADATA = 1L << 25;
    public static final long ZSTD = 1L << 26;
    public static final long QUERY_ATTRIBUTES = 1L << 27;
    public static final long MARIADB_CACHE_METADATA = 1L << 36;

    public boolean has(long flag) {
        return (flags & flag) != 0;
    }

    /** What both sides have. */
    public Capabilities and(Capabilities other) {
        return new Capabilities(flags & other.flags);
    }
}
