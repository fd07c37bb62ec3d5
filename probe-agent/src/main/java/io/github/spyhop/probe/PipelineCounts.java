package io.github.spyhop.probe;

/**
 * What passed a pipeline since it began.
 *
 * @param packets TCP packets of watched ports, with fragments
 * @param malformed whose headers contradict themselves or were cut
 * @param beyondAddressLimit of IPv6 addresses that there was no room to remember
 * @param fragmentsIncomplete packets of which not all fragments came
 * @param duplicates copies that another interface had shown already
 * @param gaps stretches of a connection that were not captured
 * @param connectionsForgotten for their idleness, or because there were more than the limit
 * @param connections that are followed now
 * @param keptBytes of what arrives in pieces or out of order, now
 */
public record PipelineCounts(
        long packets,
        long malformed,
        long beyondAddressLimit,
        long fragmentsIncomplete,
        long duplicates,
        long retransmissions,
        long gaps,
        long gapBytes,
        long connectionsOpened,
        long connectionsForgotten,
        long connections,
        long keptBytes) {

    public static final PipelineCounts NONE =
            new PipelineCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
