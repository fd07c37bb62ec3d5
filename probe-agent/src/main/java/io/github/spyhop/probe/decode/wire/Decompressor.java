package io.github.spyhop.probe.decode.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses the payloads of compressed packets, each of which stands alone. One is enough for all
 * connections of a pipeline: the result is valid until the next call.
 */
public final class Decompressor {

    /** The compression that a login agreed on. */
    public enum Algorithm {
        NONE,
        ZLIB,
        ZSTD
    }

    private final Inflater inflater = new Inflater();
    private byte[] output = new byte[16 * 1024];

    /** Whether the payload became exactly {@code expected} bytes. */
    boolean decompress(Algorithm algorithm, CompressedFramer packet, int expected) {
        if (output.length < expected) {
            output = new byte[Math.max(expected, 2 * output.length)];
        }
        return switch (algorithm) {
            case ZLIB -> inflate(packet, expected);
            case ZSTD -> zstd(packet, expected);
            case NONE -> false;
        };
    }

    private boolean inflate(CompressedFramer packet, int expected) {
        inflater.reset();
        inflater.setInput(packet.packed(), packet.packedOffset(), packet.packedLength());
        try {
            return inflater.inflate(output, 0, expected) == expected;
        } catch (DataFormatException damaged) {
            return false;
        }
    }

    private boolean zstd(CompressedFramer packet, int expected) {
        byte[] input = packet.packed();
        int start = packet.packedOffset();
        byte[] source =
                start == 0 && packet.packedLength() == input.length
                        ? input
                        : Arrays.copyOfRange(input, start, start + packet.packedLength());
        try {
            return Zstd.decompressByteArray(output, 0, expected, source, 0, packet.packedLength())
                    == expected;
        } catch (ZstdException damaged) {
            return false;
        }
    }

    byte[] output() {
        return output;
    }
}
