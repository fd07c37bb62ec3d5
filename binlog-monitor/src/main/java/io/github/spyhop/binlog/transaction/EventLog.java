package io.github.spyhop.binlog.transaction;

import io.github.spyhop.binlog.event.BinlogEvent;
import io.github.spyhop.binlog.event.ByteCursor;
import io.github.spyhop.binlog.event.EventType;
import io.github.spyhop.binlog.event.RowOperation;
import io.github.spyhop.binlog.event.RowsEvent;
import io.github.spyhop.binlog.event.TableMapEvent;
import io.github.spyhop.binlog.fault.FaultCode;
import io.github.spyhop.binlog.fault.FaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row events of one transaction in their order: in memory while small, beyond that in a
 * temporary file, up to a limit. Written by one thread, then read by another.
 *
 * <pre>
 * kind       1  an {@link EventType}
 * timestamp  4
 * table      4  index into {@link #tables}, or into the statements
 * rows       4
 * length     4
 * body
 * </pre>
 */
public final class EventLog implements AutoCloseable {

    private static final int OPERATIONS = RowOperation.values().length;
    private static final int ENTRY_HEADER_BYTES = 17;
    private static final int MEMORY_BYTES_MIN = 1_024;
    private static final int MEMORY_KEPT_BYTES_MAX = 64 * 1024;

    private final SpillSettings spill;
    private final List<TableMapEvent> tables = new ArrayList<>();
    private final List<LoggedStatement> statements = new ArrayList<>();
    private byte[] memory = new byte[MEMORY_BYTES_MIN];
    private int memorySize;
    private long size;
    private int rowCount;
    private int[] rowsOfTables = new int[OPERATIONS];
    private @Nullable FileChannel file;

    EventLog(SpillSettings spill) {
        this.spill = spill;
    }

    /** A place to go back to. */
    record Mark(long size, int rowCount, List<Integer> rowsOfTables) {}

    Mark mark() {
        return new Mark(size, rowCount, Arrays.stream(rowsOfTables).boxed().toList());
    }

    /** Forgets what came behind a mark. */
    void rollBackTo(Mark mark) {
        flushIfSpilled();
        if (file != null) {
            try {
                file.truncate(mark.size());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        } else {
            memorySize = (int) mark.size();
        }
        size = mark.size();
        rowCount = mark.rowCount();
        Arrays.fill(rowsOfTables, 0);
        for (int i = 0; i < mark.rowsOfTables().size(); i++) {
            rowsOfTables[i] = mark.rowsOfTables().get(i);
        }
    }

    /** Adds the rows of an event. */
    void addRows(BinlogEvent event, TableMapEvent table, int rows) {
        int length = event.end() - event.bodyStart();
        int index = indexOf(table);
        add(event.type(), event.timestampSeconds(), index, rows, length);
        write(event.array(), event.bodyStart(), length);
        rowCount += rows;
        rowsOfTables[index * OPERATIONS + RowsEvent.operationOf(event.type()).ordinal()] += rows;
    }

    /** Adds a statement that stands between the rows. */
    void addStatement(LoggedStatement statement) {
        statements.add(statement);
        add(EventType.QUERY, statement.timestampSeconds(), statements.size() - 1, 0, 0);
    }

    /** Most transactions name few tables, and the last one again and again. */
    @SuppressWarnings("ReferenceEquality") // one object per event read
    private int indexOf(TableMapEvent table) {
        for (int i = tables.size() - 1; i >= 0; i--) {
            if (tables.get(i) == table) {
                return i;
            }
        }
        tables.add(table);
        if (tables.size() * OPERATIONS > rowsOfTables.length) {
            rowsOfTables = Arrays.copyOf(rowsOfTables, 2 * rowsOfTables.length);
        }
        return tables.size() - 1;
    }

    private void add(EventType type, long timestampSeconds, int index, int rows, int length) {
        if (size + ENTRY_HEADER_BYTES + length > spill.bytesMax()) {
            throw new FaultException(
                    FaultCode.TRANSACTION_OVERSIZED,
                    "a transaction exceeds the limit of " + spill.bytesMax() + " bytes");
        }
        byte[] header = new byte[ENTRY_HEADER_BYTES];
        ByteBuffer.wrap(header)
                .put((byte) type.code())
                .putInt((int) timestampSeconds)
                .putInt(index)
                .putInt(rows)
                .putInt(length);
        write(header, 0, header.length);
    }

    private void write(byte[] bytes, int start, int length) {
        if (memorySize + length > spill.memoryBytesMax()) {
            spillMemory();
        }
        if (length > spill.memoryBytesMax()) {
            writeToFile(ByteBuffer.wrap(bytes, start, length));
        } else {
            if (memorySize + length > memory.length) {
                memory = Arrays.copyOf(memory, Math.max(2 * memory.length, memorySize + length));
            }
            System.arraycopy(bytes, start, memory, memorySize, length);
            memorySize += length;
        }
        size += length;
    }

    /** Frees the memory of a log that will be read late. */
    void moveToDisk() {
        if (memorySize > MEMORY_KEPT_BYTES_MAX) {
            spillMemory();
            memory = new byte[MEMORY_BYTES_MIN];
        }
    }

    private void flushIfSpilled() {
        if (file != null) {
            spillMemory();
        }
    }

    private void spillMemory() {
        writeToFile(ByteBuffer.wrap(memory, 0, memorySize));
        memorySize = 0;
    }

    private void writeToFile(ByteBuffer bytes) {
        try {
            if (file == null) {
                file = newFile();
            }
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot spill a transaction to disk", failure);
        }
    }

    private FileChannel newFile() throws IOException {
        Files.createDirectories(spill.folder());
        Path path = Files.createTempFile(spill.folder(), "transaction-", ".spill");
        return FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** How many rows were changed. */
    public int rowCount() {
        return rowCount;
    }

    /** How many rows of one of the {@link #tables} were changed in one way. */
    public int rowCount(int table, RowOperation operation) {
        return rowsOfTables[table * OPERATIONS + operation.ordinal()];
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether statements stand between the rows. */
    public boolean hasStatements() {
        return !statements.isEmpty();
    }

    /** The definitions of all tables that it names. */
    public List<TableMapEvent> tables() {
        return tables;
    }

    int memoryBytes() {
        return memory.length;
    }

    /** Whether it went to disk. */
    public boolean isSpilled() {
        return file != null;
    }

    /** Reads it from its beginning; one reader at a time. */
    public Reader read() {
        flushIfSpilled();
        return new Reader();
    }

    /** Deletes the file, if there is one. */
    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Steps through the entries. */
    public final class Reader {

        private static final int FILE_BUFFER_BYTES = 256 * 1024;

        private final ByteCursor body = new ByteCursor();
        private byte[] window = memory;
        private int windowStart;
        private int windowEnd = memorySize;
        private long fileOffset;
        private EventType type = EventType.UNKNOWN;
        private long timestampSeconds;
        private int index;
        private int rowCount;

        private Reader() {
            if (file != null) {
                window = new byte[FILE_BUFFER_BYTES];
                windowEnd = 0;
            }
        }

        /** Goes to the next entry, if there is one. */
        public boolean next() {
            if (!ensure(ENTRY_HEADER_BYTES)) {
                return false;
            }
            ByteBuffer header = ByteBuffer.wrap(window, windowStart, ENTRY_HEADER_BYTES);
            type = EventType.of(header.get());
            timestampSeconds = header.getInt() & 0xffff_ffffL;
            index = header.getInt();
            rowCount = header.getInt();
            int length = header.getInt();
            windowStart += ENTRY_HEADER_BYTES;
            if (!ensure(length)) {
                throw new IllegalStateException("a spilled transaction ends within an event");
            }
            body.wrap(window, windowStart, windowStart + length);
            windowStart += length;
            return true;
        }

        private boolean ensure(int wanted) {
            if (windowEnd - windowStart >= wanted) {
                return true;
            }
            FileChannel source = file;
            if (source == null) {
                return false;
            }
            int kept = windowEnd - windowStart;
            byte[] target = wanted <= window.length ? window : new byte[wanted];
            System.arraycopy(window, windowStart, target, 0, kept);
            window = target;
            windowStart = 0;
            windowEnd = kept;
            try {
                while (windowEnd < wanted) {
                    int count =
                            source.read(
                                    ByteBuffer.wrap(window, windowEnd, window.length - windowEnd),
                                    fileOffset);
                    if (count < 0) {
                        return false;
                    }
                    windowEnd += count;
                    fileOffset += count;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return true;
        }

        /** A type of rows, or QUERY for a statement. */
        public EventType type() {
            return type;
        }

        public long timestampSeconds() {
            return timestampSeconds;
        }

        /** The event's body. */
        public ByteCursor body() {
            return body;
        }

        /** The table of the rows. */
        public TableMapEvent table() {
            return tables.get(index);
        }

        /** How many rows the event has. */
        public int rowCount() {
            return rowCount;
        }

        /** The statement of a QUERY. */
        public LoggedStatement statement() {
            return statements.get(index);
        }
    }
}
