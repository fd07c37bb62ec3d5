package io.github.spyhop.query.query;

import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.instance.CredentialCipher.UnreadableCredentialException;
import io.github.spyhop.query.read.SealedCredentials;
import io.github.spyhop.query.read.SealedCredentials.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Encrypts the stored credentials anew with the first key, so that older keys can be taken away. */
@ApplicationScoped
public class RotateKeys {

    private final SealedCredentials credentials;
    private final CredentialCipher cipher;

    RotateKeys(SealedCredentials credentials, CredentialCipher cipher) {
        this.credentials = credentials;
        this.cipher = cipher;
    }

    /**
     * What was found and done.
     *
     * @param current those that the first key had encrypted already
     * @param rotated those that it has now, or would have after a dry run
     * @param changed those that somebody else changed meanwhile: to be looked at again
     * @param unreadable the names of those that no key opens; they stay as they are
     */
    public record Rotation(int current, int rotated, int changed, List<String> unreadable) {

        public Rotation {
            unreadable = List.copyOf(unreadable);
        }
    }

    public Rotation rotate(boolean dryRun) {
        int current = 0;
        int rotated = 0;
        int changed = 0;
        List<String> unreadable = new ArrayList<>();
        for (Sealed sealed : credentials.all()) {
            if (cipher.isCurrent(sealed.text())) {
                current++;
                continue;
            }
            try {
                String text = cipher.decrypt(sealed.name(), sealed.text());
                String anew = cipher.encrypt(sealed.name(), text);
                if (dryRun || credentials.replace(sealed, anew)) {
                    rotated++;
                } else {
                    changed++;
                }
            } catch (UnreadableCredentialException noKey) {
                unreadable.add(sealed.name());
            }
        }
        return new Rotation(current, rotated, changed, unreadable);
    }
}
