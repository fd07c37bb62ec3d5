package io.github.spyhop.query.query;

import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.read.Instances;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds, lists and deletes monitored instances; their passwords are stored encrypted. */
@ApplicationScoped
public class ManageInstances {

    private final Instances instances;
    private final CredentialCipher cipher;
    private final Clock clock = Clock.systemUTC();

    ManageInstances(Instances instances, CredentialCipher cipher) {
        this.instances = instances;
        this.cipher = cipher;
    }

    /** What is registered, with the password in clear. */
    public record Registration(
            String environment,
            String dbType,
            @Nullable String clusterName,
            String instanceName,
            String host,
            int port,
            String region,
            String user,
            String password,
            String db) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Registration[" + instanceName + " at " + host + ":" + port + "]";
        }
    }

    /** Registers an instance, or replaces the one of the same name; tells whether it is new. */
    public boolean register(Registration registration) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<InstanceDocument> known = instances.named(registration.instanceName());
        instances.put(
                new InstanceDocument(
                        known.map(InstanceDocument::id)
                                .orElseGet(() -> UUID.randomUUID().toString()),
                        registration.instanceName(),
                        registration.environment(),
                        registration.dbType(),
                        registration.clusterName(),
                        registration.host(),
                        registration.port(),
                        registration.region(),
                        registration.user(),
                        cipher.encrypt(registration.instanceName(), registration.password()),
                        registration.db(),
                        known.map(InstanceDocument::createdAt).orElse(now),
                        now));
        return known.isEmpty();
    }

    public List<InstanceDocument> list() {
        return instances.all();
    }

    /** Whether there was one to delete. */
    public boolean delete(String instanceName) {
        return instances.delete(instanceName);
    }
}
