package io.github.spyhop.model.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Digests statements line by line: JSON strings in, JSON objects out, in the same order.
 *
 * <p>An object has {@code digest_text}, {@code digest_id}, {@code kind} and {@code tables}; where a
 * line holds several statements, {@code more} lists the objects of those behind the first. A line
 * that is no JSON string makes an object with {@code error} and {@code line}, its number from 1, and
 * the rest is digested nonetheless.
 */
public final class FingerprintStream {

    /** A longer line is an error: it would be kept in memory whole. */
    private static final int LINE_LENGTH_MAX = 256 << 20;

    private static final int BUFFER_LENGTH = 1 << 16;

    /** What a family's object looks like is kept for as many families as this. */
    private static final int OBJECTS_MAX = DigestOptions.FAMILIES_DEFAULT;

    private final SqlDigester digester;
    private final TableScanner scanner;
    private final JsonLine json = new JsonLine();
    private final IdentityHashMap<StatementDigest, byte[]> objects = new IdentityHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(2 * BUFFER_LENGTH);

    private byte[] buffer = new byte[BUFFER_LENGTH];
    private int start;
    private int filled;
    private long lines;
    private long wrongLines;

    public FingerprintStream(DigestOptions options) {
        this.digester = new SqlDigester(options);
        this.scanner =
                new TableScanner(options, Keywords.ofStatements(options.dialect().wordsVersion()));
    }

    /**
     * Digests all lines; what is known is written before more input is waited for.
     *
     * @return how many lines were no JSON string
     * @throws IOException if reading or writing fails
     */
    public long run(InputStream from, OutputStream to) throws IOException {
        lines = 0;
        wrongLines = 0;
        start = 0;
        filled = 0;
        int searched = 0;
        while (true) {
            int end = lineEnd(searched);
            if (end >= 0) {
                line(start, end);
                start = end + 1;
                searched = start;
                flushIf(out.size() >= BUFFER_LENGTH, to);
                continue;
            }
            if (filled - start > LINE_LENGTH_MAX) {
                skipLine(from);
                searched = start;
                continue;
            }
            searched = filled - start;
            flushIf(from.available() == 0, to);
            if (!fill(from)) {
                break;
            }
        }
        if (filled > start) {
            line(start, filled);
        }
        flushIf(true, to);
        return wrongLines;
    }

    private int lineEnd(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves what is unread to the front and reads more behind it; false at the end. */
    private boolean fill(InputStream from) throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = from.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    private void skipLine(InputStream from) throws IOException {
        lines++;
        error("the line is longer than " + LINE_LENGTH_MAX + " bytes");
        int end;
        do {
            start = 0;
            filled = 0;
            end = fill(from) ? lineEnd(0) : 0;
        } while (end < 0);
        start = Math.min(end + 1, filled);
    }

    private void flushIf(boolean due, OutputStream to) throws IOException {
        if (due && out.size() > 0) {
            out.writeTo(to);
            out.reset();
            to.flush();
        }
    }

    private void line(int from, int to) {
        lines++;
        if (!json.read(buffer, from, to)) {
            error(json.error());
            return;
        }
        byte[] sql = json.value();
        int length = json.length();
        StatementDigest digest = digester.digest(sql, 0, length);
        int next = digester.nextStatement();
        byte[] object = object(digest, sql, 0, next);
        if (isBlank(sql, next, length)) {
            out.writeBytes(object);
        } else {
            writeSeveral(object, sql, next, length);
        }
        out.write('\n');
    }

    private void writeSeveral(byte[] first, byte[] sql, int from, int to) {
        out.write(first, 0, first.length - 1);
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        int at = from;
        while (!isBlank(sql, at, to)) {
            StatementDigest digest = digester.digest(sql, at, to);
            int next = digester.nextStatement();
            if (!digest.text().isEmpty()) {
                more.write(',');
                more.writeBytes(object(digest, sql, at, next));
            }
            at = next;
        }
        if (more.size() > 0) {
            out.writeBytes(",\"more\":[".getBytes(UTF_8));
            out.write(more.toByteArray(), 1, more.size() - 1);
            out.write(']');
        }
        out.write('}');
    }

    private static boolean isBlank(byte[] sql, int from, int to) {
        for (int i = from; i < to; i++) {
            if (sql[i] != ' ' && (sql[i] < '\t' || sql[i] > '\r')) {
                return false;
            }
        }
        return true;
    }

    private byte[] object(StatementDigest digest, byte[] sql, int from, int to) {
        byte[] known = objects.get(digest);
        if (known != null) {
            return known;
        }
        if (objects.size() >= OBJECTS_MAX) {
            objects.clear();
        }
        byte[] object = write(digest, scanner.tables(sql, from, to));
        objects.put(digest, object);
        return object;
    }

    private static byte[] write(StatementDigest digest, List<TableName> tables) {
        ByteArrayOutputStream object = new ByteArrayOutputStream(256);
        object.writeBytes("{\"digest_text\":".getBytes(UTF_8));
        JsonLine.writeString(digest.text().getBytes(UTF_8), object);
        object.writeBytes(
                (",\"digest_id\":\"" + digest.id() + "\",\"kind\":\"" + digest.kind() + "\"")
                        .getBytes(UTF_8));
        object.writeBytes(",\"tables\":[".getBytes(UTF_8));
        String separator = "";
        for (TableName table : tables) {
            object.writeBytes(separator.getBytes(UTF_8));
            JsonLine.writeString(table.toString().getBytes(UTF_8), object);
            separator = ",";
        }
        object.writeBytes("]}".getBytes(UTF_8));
        return object.toByteArray();
    }

    private void error(String message) {
        wrongLines++;
        out.writeBytes("{\"error\":".getBytes(UTF_8));
        JsonLine.writeString(message.getBytes(UTF_8), out);
        out.writeBytes((",\"line\":" + lines + "}\n").getBytes(UTF_8));
    }
}
