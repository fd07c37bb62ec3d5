package io.github.spyhop.collector.discover;

import com.mongodb.client.MongoCollection;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.instance.CredentialCipher.UnreadableCredentialException;
import io.github.spyhop.model.instance.Endpoint;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The registry of instances, which query-api writes. Passwords are decrypted in memory only. Not
 * thread-safe.
 */
public final class Registry {

    private final MongoCollection<InstanceDocument> collection;
    private final CredentialCipher cipher;

    /** What an encrypted password was when it was decrypted last, so that it is done once. */
    private final Map<InstanceDocument, RegistryEntry> known = new HashMap<>();

    public Registry(Store store, CredentialCipher cipher) {
        this.collection = store.collection(StoreCollection.INSTANCES, InstanceDocument.class);
        this.cipher = cipher;
    }

    /** Every instance by its name, as it stands now; what is no MySQL is left out. */
    public Map<String, RegistryEntry> read() {
        List<InstanceDocument> documents = collection.find().into(new java.util.ArrayList<>());
        known.keySet().retainAll(documents);
        Map<String, RegistryEntry> entries = new HashMap<>();
        for (InstanceDocument document : documents) {
            if (isMySql(document)) {
                RegistryEntry entry = known.computeIfAbsent(document, this::entryOf);
                entries.put(entry.name(), entry);
            }
        }
        return entries;
    }

    private RegistryEntry entryOf(InstanceDocument document) {
        String name = document.instanceName();
        try {
            return new RegistryEntry.Watchable(
                    new Target(
                            name,
                            new Endpoint(document.host(), document.port()),
                            document.user(),
                            cipher.decrypt(name, document.password()),
                            document.db(),
                            document.clusterName()));
        } catch (UnreadableCredentialException | IllegalArgumentException unusable) {
            return new RegistryEntry.Unusable(name, String.valueOf(unusable.getMessage()));
        }
    }

    private static boolean isMySql(InstanceDocument document) {
        String type = document.dbType().toLowerCase(Locale.ROOT);
        return type.contains("mysql") || type.contains("aurora");
    }
}
