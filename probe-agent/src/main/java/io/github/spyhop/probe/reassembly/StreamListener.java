package io.github.spyhop.probe.reassembly;

/** Takes what a connection's two directions carried, in causal order. */
public interface StreamListener {

    /** Why no more bytes will come. */
    enum End {
        /** Both sides said so (FIN). */
        FINISHED,
        /** One side broke it off (RST). */
        RESET,
        /** A new connection uses the same two ends. */
        REPLACED,
        /** It was idle for long, or there were more connections than the limit. */
        FORGOTTEN,
        /** The source ended. */
        SOURCE_ENDED
    }

    /**
     * Bytes that follow what came before in this direction. They are the source's own: what shall
     * outlive the call must be copied.
     *
     * @param fromLow whether {@link TcpFlow#low()} sent them
     * @param nanos when they, and all before them, had been captured
     */
    void bytes(boolean fromLow, byte[] bytes, int offset, int length, long nanos);

    /** Bytes of this direction were sent but not captured. */
    void gap(boolean fromLow, long missing, long nanos);

    /** Nothing more comes of this connection. */
    void ended(End why, long nanos);
}
