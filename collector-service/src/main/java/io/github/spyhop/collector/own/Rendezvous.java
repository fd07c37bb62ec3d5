package io.github.spyhop.collector.own;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;

/**
 * Gives each instance to one of the replicas, so that only a leaving replica's instances move
 * (Thaler, Ravishankar: "Using name-based mappings to increase hit rates", IEEE/ACM ToN 1998).
 */
final class Rendezvous {

    private Rendezvous() {}

    /**
     * The replica that an instance is due to.
     *
     * @throws java.util.NoSuchElementException if there is no replica
     */
    static String of(String instance, Collection<String> replicas) {
        return replicas.stream()
                .max(Comparator.comparingLong(replica -> weight(instance, replica)))
                .orElseThrow();
    }

    private static long weight(String instance, String replica) {
        try {
            byte[] both = (replica + '\0' + instance).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(both)).getLong();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
