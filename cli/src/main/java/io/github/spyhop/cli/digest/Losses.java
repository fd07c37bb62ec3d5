package io.github.spyhop.cli.digest;

/**
 * Packets that capture files do not have, as far as they and TCP's sequence numbers tell.
 *
 * @param cutRecords that are damaged, or end with their file
 * @param malformed whose headers contradict themselves
 * @param gaps stretches of a connection that were not captured
 */
record Losses(
        long droppedByKernel,
        long droppedByInterface,
        long cutRecords,
        long malformed,
        long gaps,
        long gapBytes) {}
