package io.github.spyhop.probe.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.SYM_ENCRYPT;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;

/** The protocols of JGroups that membership needs, and how fast a node is missed. */
final class GossipStack {

    /** A node whose connection closed is asked once more; one that is silent is waited for. */
    private static final long VERIFY_MILLIS = 500;

    private static final long SILENCE_MILLIS_MAX = 3_000;
    private static final long HEARTBEAT_MILLIS = 750;
    private static final long JOIN_MILLIS_MAX = 3_000;
    private static final long MERGE_MILLIS_MIN = 1_000;
    private static final long MERGE_MILLIS_MAX = 3_000;

    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final int CIPHER_BLOCK_BYTES = 16;

    private GossipStack() {}

    static JChannel channel(InetSocketAddress address, TCPPING discovery, ClusterSecret secret)
            throws Exception {
        TCP transport = new TCP();
        transport
                .enableSuspectEvents(true)
                .setBindAddress(address.getAddress())
                .setBindPort(address.getPort() == 0 ? freePort(address) : address.getPort());
        transport.setPortRange(0);
        discovery.setPortRange(0);
        // A slave may be JGroups' coordinator, and is no seed: whoever is asked tells of it, too.
        discovery.returnEntireCache(true);
        SYM_ENCRYPT encryption = new SYM_ENCRYPT();
        encryption.symAlgorithm(CIPHER).symIvLength(CIPHER_BLOCK_BYTES);
        encryption.setSecretKey(secret.gossipKey());
        return new JChannel(
                transport,
                discovery,
                new MERGE3().setMinInterval(MERGE_MILLIS_MIN).setMaxInterval(MERGE_MILLIS_MAX),
                new FD_ALL3().setTimeout(SILENCE_MILLIS_MAX).setInterval(HEARTBEAT_MILLIS),
                new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS),
                encryption,
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS().printLocalAddress(false).setJoinTimeout(JOIN_MILLIS_MAX));
    }

    /** JGroups asks for a port that it can tell to others before it listens. */
    private static int freePort(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address.getAddress())) {
            return socket.getLocalPort();
        }
    }
}
