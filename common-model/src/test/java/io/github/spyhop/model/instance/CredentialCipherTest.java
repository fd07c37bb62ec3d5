package io.github.spyhop.model.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spyhop.model.instance.CredentialCipher.UnreadableCredentialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCipherTest {

    private static final String OLD_KEY = key((byte) 1);
    private static final String NEW_KEY = key((byte) 2);

    @Test
    void readsWhatItWroteAndNeverTheSameTextTwice() {
        CredentialCipher cipher = new CredentialCipher(List.of(OLD_KEY));

        String first = cipher.encrypt("orders-1", "päss:word");
        String second = cipher.encrypt("orders-1", "päss:word");

        assertThat(cipher.decrypt("orders-1", first)).isEqualTo("päss:word");
        assertThat(first).isNotEqualTo(second).startsWith("v1:").doesNotContain("word");
    }

    @Test
    void readsWithAnOlderKeyAndWritesWithTheFirst() {
        String stored = new CredentialCipher(List.of(OLD_KEY)).encrypt("a", "secret");
        CredentialCipher rotated = new CredentialCipher(List.of(NEW_KEY, OLD_KEY));

        assertThat(rotated.decrypt("a", stored)).isEqualTo("secret");
        assertThat(rotated.encrypt("a", "secret").split(":")[1]).isNotEqualTo(stored.split(":")[1]);
    }

    @Test
    void refusesAnotherInstanceAnotherKeyAndAlteredText() {
        CredentialCipher cipher = new CredentialCipher(List.of(OLD_KEY));
        String stored = cipher.encrypt("a", "secret");

        assertThatThrownBy(() -> cipher.decrypt("b", stored))
                .isInstanceOf(UnreadableCredentialException.class);
        assertThatThrownBy(() -> new CredentialCipher(List.of(NEW_KEY)).decrypt("a", stored))
                .hasMessageContaining("not among those of AES_KEY");
        assertThatThrownBy(() -> cipher.decrypt("a", stored.substring(0, 20)))
                .isInstanceOf(UnreadableCredentialException.class);
        assertThatThrownBy(() -> cipher.decrypt("a", "plain"))
                .isInstanceOf(UnreadableCredentialException.class);
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        assertThatThrownBy(() -> new CredentialCipher(List.of()))
                .hasMessageContaining("AES_KEY is not set");
        assertThatThrownBy(() -> new CredentialCipher(List.of("AAAA")))
                .hasMessageContaining("has 3 bytes, not 32");
    }

    @Test
    void tellsWhatTheFirstKeyMade() {
        String stored = new CredentialCipher(List.of(OLD_KEY)).encrypt("a", "secret");

        assertThat(new CredentialCipher(List.of(OLD_KEY, NEW_KEY)).isCurrent(stored)).isTrue();
        assertThat(new CredentialCipher(List.of(NEW_KEY, OLD_KEY)).isCurrent(stored)).isFalse();
    }

    @Test
    void takesItsKeysFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), NEW_KEY + "\n" + OLD_KEY + "\n");
        String stored = new CredentialCipher(List.of(OLD_KEY)).encrypt("a", "secret");

        assertThat(CredentialCipher.ofKeys(List.of(), Optional.of(file)).decrypt("a", stored))
                .isEqualTo("secret");
        assertThatThrownBy(() -> CredentialCipher.ofKeys(List.of(OLD_KEY), Optional.of(file)))
                .hasMessageContaining("both set");
        assertThatThrownBy(() ->
                        CredentialCipher.ofKeys(List.of(), Optional.of(folder.resolve("none"))))
                .hasMessageContaining("none");
    }

    private static String key(byte fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
