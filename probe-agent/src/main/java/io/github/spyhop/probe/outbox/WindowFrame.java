package io.github.spyhop.probe.outbox;

import com.github.luben.zstd.Zstd;
import com.mongodb.MongoClientSettings;
import io.github.spyhop.probe.report.WindowReport;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * A window's report as nodes keep it and send it to each other: the BSON of its documents, as the
 * store takes them, compressed with Zstandard (RFC 8878). Nodes of another version skip fields that
 * they do not know.
 */
public final class WindowFrame {

    /** Of a frame before it was compressed; 20,000 keys with their samples take a tenth of it. */
    public static final int BYTES_MAX = 256 << 20;

    private static final Codec<WindowReport> CODEC =
            MongoClientSettings.getDefaultCodecRegistry().get(WindowReport.class);

    /** The fastest: it takes a tenth of the memory, and a tenth of the time of making the report. */
    private static final int LEVEL = 1;

    private final byte[] bytes;

    private WindowFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The frame of a report. */
    public static WindowFrame of(WindowReport report) {
        try (BasicOutputBuffer plain = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(plain)) {
            CODEC.encode(writer, report, EncoderContext.builder().build());
            return new WindowFrame(
                    Zstd.compress(
                            Arrays.copyOf(plain.getInternalBuffer(), plain.getPosition()), LEVEL));
        }
    }

    /**
     * What another node has sent; {@link #report} says whether it is a frame.
     *
     * @param bytes not to be changed any more
     */
    public static WindowFrame received(byte[] bytes) {
        return new WindowFrame(bytes);
    }

    /** As it is sent; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Its report; times have milliseconds, as in the store.
     *
     * @throws DamagedFrameException if it is no frame, or one of a version that says something else
     */
    public WindowReport report() throws DamagedFrameException {
        long size = bytes.length == 0 ? 0 : Zstd.getFrameContentSize(bytes);
        if (size <= 0 || size > BYTES_MAX) {
            throw new DamagedFrameException(
                    "a frame of " + size + " bytes, not from 1 to " + BYTES_MAX, null);
        }
        try (BsonBinaryReader reader =
                new BsonBinaryReader(ByteBuffer.wrap(Zstd.decompress(bytes, (int) size)))) {
            return CODEC.decode(reader, DecoderContext.builder().build());
        } catch (RuntimeException damaged) {
            // Zstandard's, BSON's and codecs' exceptions, and those of records that a field is
            // missing
            // in.
            throw new DamagedFrameException(String.valueOf(damaged.getMessage()), damaged);
        }
    }
}
