package io.github.spyhop.query.read;

import io.github.spyhop.model.instance.CredentialCipher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cipher of the instances' credentials, with the keys of the environment, the first for writing. */
@ApplicationScoped
class Credentials {

    @Produces
    @Singleton
    CredentialCipher cipher(
            @ConfigProperty(name = "AES_KEY") Optional<List<String>> keys,
            @ConfigProperty(name = "AES_KEY_FILE") Optional<Path> file) {
        return CredentialCipher.ofKeys(keys.orElse(List.of()), file);
    }
}
