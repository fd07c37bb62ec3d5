package io.github.spyhop.probe.capture;

/**
 * Reads numbers out of bytes. Plain shifts: unlike a view by {@code VarHandle}, they are quick in
 * each tier of the compiler, and a short run of the program spends much of its time in the lower
 * ones.
 */
public final class Bytes {

    private Bytes() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int be16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    public static int be32(byte[] bytes, int at) {
        return bytes[at] << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    public static long be64(byte[] bytes, int at) {
        return (long) be32(bytes, at) << 32 | (be32(bytes, at + 4) & 0xffffffffL);
    }

    public static int le16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    public static int le24(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    }

    public static int le32(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | bytes[at + 3] << 24;
    }

    public static long le64(byte[] bytes, int at) {
        return (le32(bytes, at) & 0xffffffffL) | (long) le32(bytes, at + 4) << 32;
    }
}
