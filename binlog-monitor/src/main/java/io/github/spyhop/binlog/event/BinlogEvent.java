package io.github.spyhop.binlog.event;

/**
 * One event as a view on the bytes that it came in; valid until the next one is read.
 *
 * <p>Every event begins with a header of 19 bytes:
 *
 * <pre>
 *  0 timestamp      4  seconds since 1970
 *  4 type           1  {@link EventType}
 *  5 server id      4  of the server that it began on
 *  9 event length   4  with this header and the checksum
 * 13 next position  4  in the file, modulo 4 GiB; 0 if the event is in no file
 * 17 flags          2
 * </pre>
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication_binlog_event.html">
 *     Binlog event</a>
 */
public final class BinlogEvent {

    public static final int HEADER_BYTES = 19;
    public static final int CHECKSUM_BYTES = 4;

    private static final int TYPE_AT = 4;
    private static final int FLAG_IN_USE = 0x01;
    private static final int FLAG_ARTIFICIAL = 0x20;
    private static final int FLAG_IGNORABLE = 0x80;

    private final ByteCursor cursor = new ByteCursor();
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int length;
    private EventType type = EventType.UNKNOWN;
    private long timestampSeconds;
    private long nextPosition;
    private int flags;

    /**
     * Looks at an event from now on.
     *
     * @param newStart where its header begins
     * @param eventLength its bytes with the checksum
     * @param checksumBytes how many of them are a checksum
     */
    public void wrap(byte[] newBytes, int newStart, int eventLength, int checksumBytes) {
        if (eventLength < HEADER_BYTES + checksumBytes) {
            throw MalformedEventException.tooShort(HEADER_BYTES + checksumBytes, eventLength);
        }
        bytes = newBytes;
        start = newStart;
        length = eventLength;
        end = newStart + eventLength - checksumBytes;
        cursor.wrap(newBytes, newStart, end);
        timestampSeconds = cursor.u32();
        type = EventType.of(cursor.u8());
        cursor.skip(4);
        long stated = cursor.u32();
        if (stated != eventLength) {
            throw new MalformedEventException(
                    "an event of " + eventLength + " bytes states a length of " + stated);
        }
        nextPosition = cursor.u32();
        flags = cursor.u16();
    }

    public EventType type() {
        return type;
    }

    /** The number in the header, for types that are not known. */
    public int typeCode() {
        return bytes[start + TYPE_AT] & 0xff;
    }

    public long timestampSeconds() {
        return timestampSeconds;
    }

    /** The bytes that it takes in the binlog file. */
    public int length() {
        return length;
    }

    /** Where the next event stands in the file, modulo 4 GiB; 0 for none. */
    public long nextPosition() {
        return nextPosition;
    }

    /** Whether the server made it for this connection: it stands in no file. */
    public boolean isArtificial() {
        return (flags & FLAG_ARTIFICIAL) != 0;
    }

    /** Whether a reader that does not know the type may pass over it. */
    public boolean isIgnorable() {
        return (flags & FLAG_IGNORABLE) != 0;
    }

    /** Whether the file that a format description begins was not closed in good order. */
    public boolean isInUse() {
        return (flags & FLAG_IN_USE) != 0;
    }

    public byte[] array() {
        return bytes;
    }

    /** Where its header begins. */
    public int start() {
        return start;
    }

    /** Where its body begins. */
    public int bodyStart() {
        return start + HEADER_BYTES;
    }

    /** Behind its last byte before the checksum. */
    public int end() {
        return end;
    }

    /** The body without the checksum, from its first byte; one cursor serves all calls. */
    public ByteCursor body() {
        cursor.wrap(bytes, start + HEADER_BYTES, end);
        return cursor;
    }
}
