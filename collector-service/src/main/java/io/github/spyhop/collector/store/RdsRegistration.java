package io.github.spyhop.collector.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.spyhop.collector.poll.rds.RdsInstance;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts instances that carry the operator's tags into the registry. What is there stays as it is, and
 * nothing is ever taken out: RDS may fail to describe an instance that lives.
 */
public final class RdsRegistration {

    private final MongoCollection<InstanceDocument> registry;
    private final CredentialCipher cipher;
    private final Account account;
    private final List<Map.Entry<String, String>> tags;

    /** By which account the collector logs in. */
    public record Account(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * Registers by tags.
     *
     * @param tags those that an instance must have, all of them: {@code key=value}
     * @throws IllegalArgumentException if one is not of that form
     */
    public RdsRegistration(
            Store store, CredentialCipher cipher, Account account, List<String> tags) {
        this.registry = store.collection(StoreCollection.INSTANCES, InstanceDocument.class);
        this.cipher = cipher;
        this.account = account;
        this.tags = tags.stream().map(RdsRegistration::tagOf).toList();
    }

    /** Registers what is to be and is not yet, and says how many that were. */
    public int register(Collection<RdsInstance> found, Instant now) {
        int registered = 0;
        for (RdsInstance instance : found) {
            String address = instance.address();
            boolean wanted =
                    instance.engine().contains("mysql")
                            && instance.tags().entrySet().containsAll(tags);
            if (wanted && address != null && registry.countDocuments(named(instance)) == 0) {
                registered += insert(documentOf(instance, address, now)) ? 1 : 0;
            }
        }
        return registered;
    }

    private static Map.Entry<String, String> tagOf(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "'%s' of spyhop.collector.aws.register-tags is not key=value".formatted(text));
        }
        return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }

    private boolean insert(InstanceDocument document) {
        try {
            registry.insertOne(document);
            return true;
        } catch (MongoWriteException failure) {
            // Somebody else was quicker.
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    private InstanceDocument documentOf(RdsInstance instance, String address, Instant now) {
        RdsInstance.Membership cluster = instance.cluster();
        return new InstanceDocument(
                instance.id(),
                instance.id(),
                instance.tags().getOrDefault("env", "").toUpperCase(Locale.ROOT),
                cluster == null ? "MySQL" : "Aurora",
                cluster == null ? null : cluster.cluster(),
                address,
                instance.port(),
                instance.region(),
                account.user(),
                cipher.encrypt(instance.id(), account.password()),
                "information_schema",
                now,
                now);
    }

    private static org.bson.conversions.Bson named(RdsInstance instance) {
        return Filters.eq("instance_name", instance.id());
    }
}
