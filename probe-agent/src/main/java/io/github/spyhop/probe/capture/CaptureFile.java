package io.github.spyhop.probe.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A capture file in the pcap or pcapng format, gzipped or not, or a stream of one. */
public final class CaptureFile implements PacketSource {

    private static final int MAGIC_BYTES = 4;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final FileBlocks blocks;
    private final CaptureFormat format;
    private boolean cutCompression;

    private CaptureFile(String name, FileBlocks blocks, CaptureFormat format) {
        this.name = name;
        this.blocks = blocks;
        this.format = format;
    }

    /**
     * Opens a file.
     *
     * @throws CaptureException if it cannot be read, or is no capture
     */
    public static CaptureFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CaptureException(file + " is a folder: name the capture files in it");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            byte[] magic = new byte[2];
            try (InputStream start = Files.newInputStream(file)) {
                if (start.readNBytes(magic, 0, 2) == 2 && Bytes.be16(magic, 0) == GZIP_MAGIC) {
                    return unzipped(file.toString(), Channels.newInputStream(channel));
                }
            }
            return of(file.toString(), channel);
        } catch (NoSuchFileException absent) {
            throw new CaptureException("there is no file " + file, absent);
        }
    }

    /** Reads a capture from a stream such as standard input, gzipped or not. */
    public static CaptureFile read(String name, InputStream stream) throws IOException {
        java.io.PushbackInputStream start = new java.io.PushbackInputStream(stream, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        return magic.length == 2 && Bytes.be16(magic, 0) == GZIP_MAGIC
                ? unzipped(name, start)
                : of(name, Channels.newChannel(start));
    }

    /** Whether these first bytes are those of a capture file. */
    public static boolean isCapture(byte[] start) {
        return start.length >= MAGIC_BYTES
                && (PcapFormat.matches(start, 0)
                        || Bytes.be32(start, 0) == PcapNgFormat.SECTION_HEADER);
    }

    private static CaptureFile unzipped(String name, InputStream stream) throws IOException {
        try {
            return of(name, Channels.newChannel(new GZIPInputStream(stream, 64 * 1024)));
        } catch (EOFException | ZipException damaged) {
            throw new CaptureException(
                    name + " is gzipped, and cut or damaged at its start", damaged);
        }
    }

    private static CaptureFile of(String name, ReadableByteChannel channel) throws IOException {
        FileBlocks blocks = new FileBlocks(channel);
        if (!blocks.ensure(MAGIC_BYTES)) {
            blocks.close();
            throw new CaptureException(
                    name + " is " + (blocks.available() == 0 ? "empty" : "cut within its header"));
        }
        byte[] bytes = blocks.bytes();
        if (PcapFormat.matches(bytes, blocks.position())) {
            return new CaptureFile(name, blocks, PcapFormat.open(blocks, name));
        }
        if (Bytes.be32(bytes, blocks.position()) == PcapNgFormat.SECTION_HEADER) {
            return new CaptureFile(name, blocks, new PcapNgFormat(blocks, name));
        }
        blocks.close();
        throw new CaptureException(
                name + " is no capture: it begins like neither a pcap nor a pcapng file");
    }

    @Override
    public Read next(PacketView packet) throws IOException {
        try {
            return format.next(packet) ? Read.PACKET : Read.END;
        } catch (EOFException | ZipException cut) {
            // A file that is still being compressed, or was cut: what came before it is good.
            cutCompression = true;
            return Read.END;
        }
    }

    /** How many bytes, after decompression, were read. */
    public long bytesRead() {
        return blocks.consumed();
    }

    @Override
    public SourceLosses losses() {
        SourceLosses losses = format.losses();
        return cutCompression ? losses.plus(new SourceLosses(0, 0, 1)) : losses;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            blocks.close();
        } catch (IOException harmless) {
            // It was only read.
        }
    }
}
