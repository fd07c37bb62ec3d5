package io.github.spyhop.probe;

import io.github.spyhop.model.statement.DigestOptions;
import io.github.spyhop.probe.aggregate.Aggregator;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.capture.FrameDecoder;
import io.github.spyhop.probe.capture.PacketView;
import io.github.spyhop.probe.capture.TcpSegment;
import io.github.spyhop.probe.decode.ConnectionDecoder;
import io.github.spyhop.probe.decode.DecodeScope;
import io.github.spyhop.probe.digest.StatementNames;
import io.github.spyhop.probe.exchange.ConnectionExchanges;
import io.github.spyhop.probe.exchange.ExchangeScope;
import io.github.spyhop.probe.exchange.SessionDirectory;
import io.github.spyhop.probe.reassembly.ReassemblyCounters;
import io.github.spyhop.probe.reassembly.TcpReassembler;
import java.time.Duration;

/**
 * The way of a packet: capture, reassembly, decode, digest, exchange, aggregate. Each stage calls
 * the next at once, on one thread, with views on the packet's own bytes: a statement is named and
 * its answer counted without a copy or an object of its own. What becomes of the closed windows is
 * the report stage's business.
 *
 * <p>The digest comes before the exchange, as a statement is named while its bytes are at hand.
 */
public final class ProbePipeline {

    private static final int ADDRESSES_MAX = 1 << 18;

    private final FrameDecoder frames;
    private final TcpReassembler reassembler;
    private final DecodeScope decoding;
    private final Aggregator aggregator;
    private final TcpSegment segment = new TcpSegment();
    private long packets;
    private long malformed;
    private long addressLimit;

    public ProbePipeline(PipelineSettings settings) {
        this(settings, SessionDirectory.NONE);
    }

    /**
     * @param directory is asked for sessions whose login was not seen
     */
    public ProbePipeline(PipelineSettings settings, SessionDirectory directory) {
        AddressBook addresses = new AddressBook(ADDRESSES_MAX);
        frames = new FrameDecoder(addresses, settings.ports());
        aggregator = new Aggregator(settings.aggregate());
        StatementNames names =
                new StatementNames(settings.digestLengthMax(), DigestOptions.FAMILIES_DEFAULT);
        ExchangeScope exchanges =
                new ExchangeScope(addresses, names, aggregator, settings.samples(), directory);
        decoding =
                new DecodeScope(
                        settings.decode(),
                        settings.ports(),
                        (server, client) -> new ConnectionExchanges(exchanges, server, client));
        reassembler =
                new TcpReassembler(
                        settings.reassembly(), flow -> new ConnectionDecoder(decoding, flow));
    }

    /** Takes the next packet; its bytes are not needed afterwards. */
    public void packet(PacketView packet) {
        switch (frames.decode(packet, segment)) {
            case SEGMENT -> {
                packets++;
                reassembler.accept(segment);
            }
            case FRAGMENT -> packets++;
            case MALFORMED -> malformed++;
            case ADDRESS_LIMIT -> addressLimit++;
            case OTHER -> {}
        }
    }

    /** No packet came: looks after connections that wait for one. */
    public void idle(long nanos) {
        reassembler.sweep(nanos);
    }

    /** The source has ended: what is under way will not be answered. */
    public void end(long nanos) {
        reassembler.endAll(nanos);
    }

    /** Hands over what was counted since the last call. */
    public ClosedWindow closeWindow() {
        return aggregator.close();
    }

    /** Changes from which duration on a statement is slow. */
    public void slowThreshold(Duration threshold) {
        aggregator.slowThreshold(threshold);
    }

    /** What passed until now. */
    public PipelineCounts counts() {
        ReassemblyCounters tcp = reassembler.counters();
        return new PipelineCounts(
                packets,
                malformed,
                addressLimit,
                frames.incompletePackets(),
                tcp.duplicates(),
                tcp.retransmissions(),
                tcp.gaps(),
                tcp.gapBytes(),
                tcp.connectionsOpened(),
                tcp.connectionsForgotten(),
                reassembler.connections(),
                decoding.budget().used() + reassembler.heldBytes());
    }
}
