package io.github.spyhop.probe.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the nodes of a cluster prove to each other that they know. It is made of the admin token, but
 * does not tell it: HMAC-SHA-256 (RFC 2104) of the cluster's name and what the secret is for.
 */
public final class ClusterSecret {

    private static final String BEARER = "Bearer ";

    private final byte[] gossipKey;
    private final byte[] authorization;

    ClusterSecret(String adminToken, String group) {
        gossipKey = derived(adminToken, "gossip " + group);
        authorization =
                (BEARER + HexFormat.of().formatHex(derived(adminToken, "windows " + group)))
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] derived(String token, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    /** What gossip is encrypted with. */
    SecretKey gossipKey() {
        return new SecretKeySpec(gossipKey, "AES");
    }

    /** The header that a master sends when it asks for windows. */
    public String authorization() {
        return new String(authorization, StandardCharsets.UTF_8);
    }

    /** Whether a header is the one of this cluster's nodes. */
    public boolean isAuthorization(String header) {
        return MessageDigest.isEqual(authorization, header.getBytes(StandardCharsets.UTF_8));
    }
}
