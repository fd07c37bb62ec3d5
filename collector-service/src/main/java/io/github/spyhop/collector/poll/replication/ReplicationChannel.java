package io.github.spyhop.collector.poll.replication;

import org.jspecify.annotations.Nullable;

/**
 * A replication channel.
 *
 * @param name empty for the default one
 * @param sourceHost where it replicates from
 * @param receiver the receiver's state: {@code ON}, {@code OFF} or {@code CONNECTING}
 * @param applier the applier's state
 * @param lagSeconds how long ago the transaction that is being applied was committed on its source;
 *     0 where nothing is left to apply, absent where the source does not say
 * @param receiverError the receiver's last error, or an empty text
 * @param applierError the last error of any of the applier's threads, or an empty text
 */
public record ReplicationChannel(
        String name,
        String sourceHost,
        int sourcePort,
        @Nullable String sourceUuid,
        String receiver,
        String applier,
        @Nullable Double lagSeconds,
        String receivedGtids,
        String receiverError,
        String applierError) {

    /** Both errors. */
    public String error() {
        String between = receiverError.isEmpty() || applierError.isEmpty() ? "" : "; ";
        return receiverError + between + applierError;
    }

    /** The same with another form of the applier's error, in which values stand. */
    public ReplicationChannel withApplierError(String other) {
        return new ReplicationChannel(
                name,
                sourceHost,
                sourcePort,
                sourceUuid,
                receiver,
                applier,
                lagSeconds,
                receivedGtids,
                receiverError,
                other);
    }

    /** Whether both threads run. */
    public boolean runs() {
        return receiver.equals("ON") && applier.equals("ON");
    }
}
