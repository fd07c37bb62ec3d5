package io.github.spyhop.probe.decode;

import io.github.spyhop.probe.capture.AddressBook;
import io.github.spyhop.probe.decode.wire.Capabilities;
import io.github.spyhop.probe.decode.wire.CompressedFramer;
import io.github.spyhop.probe.decode.wire.Decompressor;
import io.github.spyhop.probe.decode.wire.PacketFramer;
import io.github.spyhop.probe.reassembly.StreamListener;
import io.github.spyhop.probe.reassembly.TcpFlow;
import org.jspecify.annotations.Nullable;

/** Reads one connection: it holds what is known of it, and hands its bytes to the phase it is in. */
public final class ConnectionDecoder implements StreamListener {

    final DecodeScope scope;
    private final TcpFlow flow;
    private boolean clientIsLow;

    /** Whether it is certain which end is the server. */
    private boolean rolesKnown;

    private ConnectionPhase phase;
    private @Nullable WireListener listener;
    private boolean toldJoinedLate;

    Capabilities capabilities = new Capabilities(0);
    boolean capabilitiesKnown;
    boolean mariaDb;

    /** What was agreed on, or found out; null while it is unknown. */
    Decompressor.@Nullable Algorithm compression;

    final PacketFramer clientPackets;
    final PacketFramer serverPackets;

    public ConnectionDecoder(DecodeScope scope, TcpFlow flow) {
        this.scope = scope;
        this.flow = flow;
        clientPackets = new PacketFramer(scope.budget, scope::clientKeep);
        serverPackets = new PacketFramer(scope.budget, DecodeScope::serverKeep);
        decideRoles();
        phase =
                flow.opener() == TcpFlow.Opener.UNKNOWN
                        ? new JoinPhase(this, false)
                        : new LoginPhase(this);
    }

    private void decideRoles() {
        boolean lowIsPort = scope.ports.isServer(AddressBook.port(flow.low()));
        boolean highIsPort = scope.ports.isServer(AddressBook.port(flow.high()));
        if (flow.opener() != TcpFlow.Opener.UNKNOWN) {
            rolesKnown = true;
            clientIsLow = flow.opener() == TcpFlow.Opener.LOW;
        } else if (lowIsPort != highIsPort) {
            rolesKnown = true;
            clientIsLow = highIsPort;
        }
    }

    @Override
    public void bytes(boolean fromLow, byte[] bytes, int offset, int length, long nanos) {
        try {
            phase.bytes(fromLow == clientIsLow, bytes, offset, length, nanos);
        } catch (RuntimeException fault) {
            // Whatever a client sends, the other connections go on.
            opaque(Loss.FAULT);
        }
    }

    @Override
    public void gap(boolean fromLow, long missing, long nanos) {
        try {
            phase.gap(fromLow == clientIsLow, nanos);
        } catch (RuntimeException fault) {
            opaque(Loss.FAULT);
        }
    }

    @Override
    public void ended(End why, long nanos) {
        resetFramers();
        if (listener != null) {
            listener.ended(
                    switch (why) {
                        case FINISHED, RESET, REPLACED -> Loss.UNANSWERED;
                        case FORGOTTEN, SOURCE_ENDED -> Loss.FORGOTTEN;
                    },
                    nanos);
        }
    }

    boolean rolesKnown() {
        return rolesKnown;
    }

    /** The end that was taken for the client is the server. */
    void swapRoles() {
        clientIsLow = !clientIsLow;
    }

    /** It has spoken MySQL: which end is the server is certain now. */
    void rolesAreProven() {
        rolesKnown = true;
    }

    void become(ConnectionPhase next) {
        phase = next;
    }

    boolean isIn(ConnectionPhase asked) {
        return phase == asked;
    }

    /** Its listener, which is made when something of it could be read for the first time. */
    WireListener listener() {
        if (listener == null) {
            listener =
                    clientIsLow
                            ? scope.listeners.open(flow.high(), flow.low())
                            : scope.listeners.open(flow.low(), flow.high());
        }
        return listener;
    }

    /** It had begun before the capture; told once. */
    void joinedLate() {
        if (!toldJoinedLate) {
            toldJoinedLate = true;
            listener().joinedLate();
        }
    }

    /** The stream was lost: what is under way is lost too, and the next command must prove itself. */
    void resynchronise(Loss why, boolean clientBytesLost) {
        resetFramers();
        listener().lost(why, clientBytesLost);
        become(new JoinPhase(this, true));
    }

    void opaque(Loss why) {
        resetFramers();
        listener().opaque(why);
        become(new OpaquePhase(this));
    }

    /** It is not MySQL, or nothing of it was ever understood: it stays unmentioned. */
    void ignore() {
        resetFramers();
        become(new OpaquePhase(this));
    }

    CompressedFramer compressedFramer(Decompressor.Algorithm algorithm) {
        return new CompressedFramer(scope.budget, scope.decompressor, algorithm);
    }

    private void resetFramers() {
        clientPackets.reset();
        serverPackets.reset();
        phase.release();
    }
}
