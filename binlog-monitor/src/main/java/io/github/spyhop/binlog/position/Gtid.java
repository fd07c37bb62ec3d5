package io.github.spyhop.binlog.position;

import java.util.UUID;

/**
 * A global transaction identifier, {@code uuid:number} or, from MySQL 8.3, {@code uuid:tag:number}.
 *
 * @param source the server that committed the transaction first
 * @param tag the tag in lower case, or empty
 * @param number from 1
 * @see <a href="https://dev.mysql.com/doc/refman/9.5/en/replication-gtids-concepts.html">GTID
 *     format</a>
 */
public record Gtid(UUID source, String tag, long number) {

    public Gtid {
        if (number < 1) {
            throw new IllegalArgumentException("a GTID's number is from 1, not " + number);
        }
    }

    @Override
    public String toString() {
        return tag.isEmpty() ? source + ":" + number : source + ":" + tag + ":" + number;
    }
}
