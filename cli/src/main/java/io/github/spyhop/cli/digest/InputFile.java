package io.github.spyhop.cli.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.spyhop.cli.run.CommandFailedException;
import io.github.spyhop.model.slowlog.SlowLogParser;
import io.github.spyhop.probe.capture.CaptureFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file that was named, gzipped or not; what it is, its first bytes tell. */
final class InputFile implements Closeable {

    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 4;

    /** A slow log that begins within a longer statement is not known as one. */
    private static final int START_BYTES_MAX = 1 << 20;

    /** What a file may be. */
    enum Kind {
        CAPTURE,
        SLOW_LOG
    }

    private final String name;
    private final @Nullable Path path;
    private final PackedStream packed;
    private final BufferedInputStream content;
    private final Kind kind;

    /** A stream that ends where its compression is damaged, or still being written. */
    private static final class PackedStream extends FilterInputStream {

        private boolean isDamaged;

        private PackedStream(InputStream packed) {
            super(packed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (EOFException | ZipException damaged) {
                isDamaged = true;
                return -1;
            }
        }
    }

    private InputFile(String name, @Nullable Path path, InputStream stream) throws IOException {
        this.name = name;
        this.path = path;
        BufferedInputStream raw = new BufferedInputStream(stream, BUFFER_BYTES);
        byte[] magic = start(raw, 2);
        boolean isPacked =
                magic.length == 2
                        && ((magic[0] & 0xff) | (magic[1] & 0xff) << 8)
                                == GZIPInputStream.GZIP_MAGIC;
        packed = new PackedStream(isPacked ? new GZIPInputStream(raw, BUFFER_BYTES) : raw);
        content = isPacked ? new BufferedInputStream(packed, BUFFER_BYTES) : raw;
        kind = kindByContent();
    }

    /**
     * Opens files.
     *
     * @param names {@code -} is standard input
     * @throws IOException if one cannot be read
     * @throws CommandFailedException if one is absent or neither capture nor slow log, or if they are
     *     not all of one kind
     */
    static List<InputFile> open(List<String> names) throws IOException {
        List<InputFile> files = new ArrayList<>();
        try {
            for (String name : names) {
                InputFile file = open(name);
                files.add(file);
                InputFile first = files.getFirst();
                if (first.kind != file.kind) {
                    throw new CommandFailedException(
                            "%s is a %s and %s a %s, which count the same statements twice: name files of one kind, or the others by --compare"
                                    .formatted(
                                            first.name,
                                            first.kindName(),
                                            file.name,
                                            file.kindName()));
                }
            }
            return files;
        } catch (IOException | RuntimeException unreadable) {
            close(files);
            throw unreadable;
        }
    }

    static void close(List<InputFile> files) {
        for (InputFile file : files) {
            file.close();
        }
    }

    static List<String> names(List<InputFile> files) {
        return files.stream().map(InputFile::name).toList();
    }

    private static InputFile open(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return of("standard input", null, System.in);
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new CommandFailedException(file + " is a folder: name the files in it");
        }
        try {
            return of(name, file, Files.newInputStream(file));
        } catch (NoSuchFileException absent) {
            throw new CommandFailedException("there is no file " + file, absent);
        }
    }

    private static InputFile of(String name, @Nullable Path path, InputStream stream)
            throws IOException {
        try {
            return new InputFile(name, path, stream);
        } catch (EOFException | ZipException damaged) {
            stream.close();
            throw damagedAtStart(name, damaged);
        } catch (IOException | RuntimeException unreadable) {
            stream.close();
            throw unreadable;
        }
    }

    private static CommandFailedException damagedAtStart(String name, @Nullable Exception damaged) {
        return new CommandFailedException(
                name + " is gzipped, and cut or damaged at its start", damaged);
    }

    private Kind kindByContent() throws IOException {
        byte[] magic = start(content, MAGIC_BYTES);
        if (CaptureFile.isCapture(magic)) {
            return Kind.CAPTURE;
        }
        if (magic.length == 0 && isDamaged()) {
            throw damagedAtStart(name, null);
        }
        if (magic.length == 0) {
            throw new CommandFailedException(name + " is empty");
        }
        if (SlowLogParser.isSlowLog(new String(start(content, START_BYTES_MAX), UTF_8))) {
            return Kind.SLOW_LOG;
        }
        throw new CommandFailedException(
                name
                        + " is neither a capture (pcap, pcapng) nor a slow log of MySQL: its first"
                        + " bytes are those of none");
    }

    /** The first bytes, which stay to be read. */
    private static byte[] start(BufferedInputStream content, int length) throws IOException {
        content.mark(length);
        byte[] bytes = content.readNBytes(length);
        content.reset();
        return bytes;
    }

    /** Whether its compression ended before its end, as far as it was read. */
    boolean isDamaged() {
        return packed.isDamaged;
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    private String kindName() {
        return switch (kind) {
            case CAPTURE -> "capture";
            case SLOW_LOG -> "slow log";
        };
    }

    /** Its packets; files are read anew, on the faster path. */
    CaptureFile capture() throws IOException {
        return path == null ? CaptureFile.read(name, content) : CaptureFile.open(path);
    }

    /** Its content, decompressed. */
    InputStream content() {
        return content;
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException harmless) {
            // It was only read.
        }
    }
}
