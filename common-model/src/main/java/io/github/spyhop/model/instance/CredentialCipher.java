package io.github.spyhop.model.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the credentials of instances for the store: AES-256-GCM (NIST SP 800-38D) with a random
 * nonce for each, bound to the instance's name, so that a stored password cannot be moved to
 * another instance. The text is {@code v1:<key id>:<base64 of nonce and ciphertext>}.
 */
public final class CredentialCipher {

    private static final String VERSION = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 4;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

    /**
     * @param base64Keys keys of 32 bytes each; the first encrypts, all decrypt
     * @throws IllegalArgumentException if there is none, or one has another length
     */
    public CredentialCipher(List<String> base64Keys) {
        for (String key : base64Keys) {
            byte[] bytes = decodeKey(key);
            keys.put(idOf(bytes), new SecretKeySpec(bytes, "AES"));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "AES_KEY is not set: give a key, for example of `openssl rand -base64 32`");
        }
    }

    /**
     * The cipher with the keys of {@code AES_KEY}, or of the file that {@code AES_KEY_FILE} names,
     * where they stand a line each.
     *
     * @throws IllegalArgumentException if both are given, or the file cannot be read, or as the
     *     constructor does
     */
    public static CredentialCipher ofKeys(List<String> keys, Optional<Path> file) {
        if (file.isEmpty()) {
            return new CredentialCipher(keys);
        }
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException("AES_KEY and AES_KEY_FILE are both set: unset one");
        }
        try (Stream<String> lines = Files.lines(file.get())) {
            return new CredentialCipher(lines.filter(line -> !line.isBlank()).toList());
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException(
                    "the file of AES_KEY_FILE cannot be read: " + file.get(), unreadable);
        }
    }

    /** Whether a stored form was made with the first key, which new ones are made with. */
    public boolean isCurrent(String stored) {
        return stored.startsWith(VERSION + ":" + keys.keySet().iterator().next() + ":");
    }

    /** The stored form of a password. */
    public String encrypt(String instanceName, String password) {
        Map.Entry<String, SecretKeySpec> key = keys.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = password.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key.getValue(), nonce, instanceName, plain);
        byte[] both = new byte[NONCE_BYTES + sealed.length];
        System.arraycopy(nonce, 0, both, 0, NONCE_BYTES);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return VERSION + ":" + key.getKey() + ":" + Base64.getEncoder().encodeToString(both);
    }

    /**
     * The password of a stored form.
     *
     * @throws UnreadableCredentialException if the key is not known here, or the text was altered
     */
    public String decrypt(String instanceName, String stored) {
        String[] parts = stored.split(":", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new UnreadableCredentialException(instanceName, "its form is not known");
        }
        SecretKeySpec key = keys.get(parts[1]);
        if (key == null) {
            throw new UnreadableCredentialException(
                    instanceName, "key " + parts[1] + " is not among those of AES_KEY");
        }
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
            byte[] sealed = java.util.Arrays.copyOfRange(both, NONCE_BYTES, both.length);
            byte[] plain = run(Cipher.DECRYPT_MODE, key, nonce, instanceName, sealed);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IllegalStateException altered) {
            throw new UnreadableCredentialException(instanceName, "it was altered");
        }
    }

    private static byte[] run(
            int mode, SecretKeySpec key, byte[] nonce, String instanceName, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(instanceName.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] decodeKey(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a key in AES_KEY is not base64", notBase64);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a key in AES_KEY has " + bytes.length + " bytes, not " + KEY_BYTES);
        }
        return bytes;
    }

    private static String idOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** A stored credential cannot be decrypted here; the message holds nothing secret. */
    public static final class UnreadableCredentialException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableCredentialException(String instanceName, String why) {
            super("the password of instance " + instanceName + " cannot be read: " + why);
        }
    }
}
