package io.github.spyhop.probe.capture;

/**
 * Packets that a source knows to have missed, since it was opened.
 *
 * @param droppedByKernel for want of room in the capture buffer
 * @param droppedByInterface by the network interface or its driver
 * @param cutRecords records of a capture file that are damaged or end with the file
 */
public record SourceLosses(long droppedByKernel, long droppedByInterface, long cutRecords) {

    public static final SourceLosses NONE = new SourceLosses(0, 0, 0);

    public SourceLosses plus(SourceLosses other) {
        return new SourceLosses(
                droppedByKernel + other.droppedByKernel,
                droppedByInterface + other.droppedByInterface,
                cutRecords + other.cutRecords);
    }
}
