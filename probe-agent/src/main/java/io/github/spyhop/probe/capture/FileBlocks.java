package io.github.spyhop.probe.capture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel read in large blocks: a record is a stretch of one array, never copied but where it
 * crosses the end of a block.
 */
final class FileBlocks implements Closeable {

    /** Small enough to stay in the second-level cache between the kernel's copy and our reading. */
    private static final int BLOCK_BYTES = 256 * 1024;

    private final ReadableByteChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(BLOCK_BYTES);
    private byte[] bytes = buffer.array();
    private int position;
    private int limit;
    private boolean ended;
    private long consumedBlocksBytes;

    FileBlocks(ReadableByteChannel channel) {
        this.channel = channel;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    /** How many bytes can be read without another block. */
    int available() {
        return limit - position;
    }

    /** How many bytes of the channel were consumed. */
    long consumed() {
        return consumedBlocksBytes + position;
    }

    /** Makes {@code count} bytes available at the position; false if the channel ends before. */
    boolean ensure(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        moveToFront(count);
        while (limit - position < count && !ended) {
            buffer.limit(bytes.length).position(limit);
            int read = channel.read(buffer);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        }
        return limit - position >= count;
    }

    private void moveToFront(int count) {
        byte[] target = bytes;
        if (count > bytes.length) {
            target = new byte[Math.max(count, 2 * bytes.length)];
            buffer = ByteBuffer.wrap(target);
        }
        System.arraycopy(bytes, position, target, 0, limit - position);
        consumedBlocksBytes += position;
        limit -= position;
        position = 0;
        bytes = target;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
