package io.github.spyhop.probe.capture;

import java.io.Closeable;
import java.io.IOException;

/** Where packets come from, in the order of their capture. */
public sealed interface PacketSource extends Closeable permits CaptureFile, LiveCapture {

    /** What a read brought. */
    enum Read {
        PACKET,
        /** Nothing came within the source's time limit; more may. */
        IDLE,
        /** Nothing will come any more. */
        END
    }

    /**
     * Reads the next packet into the view, which is valid until the next call.
     *
     * @throws IOException if the source fails; what was read before stays good
     */
    Read next(PacketView packet) throws IOException;

    /** What the source itself knows to have missed until now. */
    SourceLosses losses();

    /** A name for messages: the file or the device. */
    String name();

    @Override
    void close();
}
