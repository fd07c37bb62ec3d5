package io.github.spyhop.probe.decode;

/**
 * What decoding may keep.
 *
 * @param statementBytesMax of a statement that arrives in pieces; a longer one is not digested
 * @param valuesBytesMax of an execution's values, for samples
 * @param bytesInAllMax of everything that arrives in pieces, of all connections
 * @param pipelinedMax commands under way on one connection
 */
public record DecodeLimits(
        int statementBytesMax, int valuesBytesMax, long bytesInAllMax, int pipelinedMax) {

    public static final DecodeLimits DEFAULT = new DecodeLimits(16 << 20, 4_096, 32L << 20, 4_096);
}
