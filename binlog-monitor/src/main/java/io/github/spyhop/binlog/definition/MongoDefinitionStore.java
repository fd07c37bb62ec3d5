package io.github.spyhop.binlog.definition;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.instance.CredentialCipher;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/** Definitions in one document a source ({@link StoreCollection#BINLOG_SOURCES}). */
public final class MongoDefinitionStore implements DefinitionStore {

    private static final String ID = "_id";
    private static final String REVISION = "revision";
    private static final String SETTINGS = "settings";
    private static final String SECRETS = "secrets";

    private final MongoCollection<Document> definitions;
    private final Supplier<CredentialCipher> cipher;

    /**
     * @param cipher of what is secret; asked for only where there is something
     */
    public MongoDefinitionStore(Store store, Supplier<CredentialCipher> cipher) {
        definitions =
                store.collection(StoreCollection.BINLOG_SOURCES, Document.class)
                        .withWriteConcern(WriteConcern.MAJORITY);
        this.cipher = cipher;
    }

    @Override
    public List<SourceDefinition> all() {
        List<SourceDefinition> all = new ArrayList<>();
        for (Document document : definitions.find()) {
            all.add(definitionOf(document));
        }
        return all;
    }

    @Override
    public Optional<SourceDefinition> find(String name) {
        return Optional.ofNullable(definitions.find(Filters.eq(ID, name)).first())
                .map(this::definitionOf);
    }

    private SourceDefinition definitionOf(Document document) {
        String name = document.getString(ID);
        Map<String, String> settings = new HashMap<>();
        section(document, SETTINGS).forEach((key, value) -> settings.put(key, value.toString()));
        section(document, SECRETS)
                .forEach((key, value) ->
                        settings.put(
                                key, cipher.get().decrypt(bound(name, key), value.toString())));
        return new SourceDefinition(name, document.getString(REVISION), settings);
    }

    private static Document section(Document document, String name) {
        return document.get(name, new Document());
    }

    /** A secret of one source is of no use in another. */
    private static String bound(String source, String key) {
        return "binlog-source:" + source + ":" + key;
    }

    private Document documentOf(SourceDefinition definition) {
        Document settings = new Document();
        Document secrets = new Document();
        definition
                .settings()
                .forEach((key, value) -> {
                    if (SettingNames.SECRET.contains(key)) {
                        String bound = bound(definition.name(), key);
                        secrets.append(key, cipher.get().encrypt(bound, value));
                    } else {
                        settings.append(key, value);
                    }
                });
        return new Document(ID, definition.name())
                .append(REVISION, definition.revision())
                .append(SETTINGS, settings)
                .append(SECRETS, secrets);
    }

    @Override
    public boolean add(SourceDefinition definition) {
        try {
            definitions.insertOne(documentOf(definition));
            return true;
        } catch (MongoWriteException refused) {
            if (ErrorCategory.fromErrorCode(refused.getError().getCode())
                    == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public boolean replace(SourceDefinition definition) {
        return definitions
                        .replaceOne(Filters.eq(ID, definition.name()), documentOf(definition))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public boolean remove(String name) {
        return definitions.deleteOne(Filters.eq(ID, name)).getDeletedCount() > 0;
    }
}
