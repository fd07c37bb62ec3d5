package io.github.spyhop.probe.capture;

import java.io.IOException;

/** The records of a capture file. */
sealed interface CaptureFormat permits PcapFormat, PcapNgFormat {

    /** A larger record is taken for damage: no link carries such a packet. */
    int PACKET_BYTES_MAX = 16 * 1024 * 1024;

    /** Reads the next packet; false at the end of the file, which may lie within a record. */
    boolean next(PacketView packet) throws IOException;

    SourceLosses losses();
}
