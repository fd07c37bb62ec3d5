package io.github.spyhop.probe.decode.wire;

/** Memory that all connections share for what arrives in pieces; used by one thread. */
public final class MemoryBudget {

    private final long bytesMax;
    private long used;
    private long refusals;

    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes so many bytes, or none and false. */
    public boolean reserve(long bytes) {
        if (used + bytes > bytesMax) {
            refusals++;
            return false;
        }
        used += bytes;
        return true;
    }

    public void release(long bytes) {
        used -= bytes;
    }

    public long used() {
        return used;
    }

    /** How often there was no room. */
    public long refusals() {
        return refusals;
    }
}
