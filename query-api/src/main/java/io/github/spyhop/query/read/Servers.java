package io.github.spyhop.query.read;

import com.mongodb.client.model.Sorts;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How the collector watches each instance. */
@ApplicationScoped
public class Servers {

    private final Store store;

    Servers(Store store) {
        this.store = store;
    }

    /**
     * How an instance is watched.
     *
     * @param state {@code starting}, {@code watched}, {@code failing} or {@code unusable}
     * @param remedy what mends the error: a statement, grant or setting
     */
    public record State(
            String state,
            @Nullable Instant since,
            @Nullable String version,
            @Nullable String error,
            @Nullable String remedy,
            List<Limit> limits) {}

    /**
     * Something that cannot be read of an instance, and what mends it.
     *
     * @param task what is read
     * @param error why it cannot be read
     * @param remedy what mends it, such as a {@code GRANT}
     */
    public record Limit(String task, String error, String remedy) {}

    /** The states by instance; those that no collector has taken up yet are absent. */
    public Map<String, State> states() {
        Map<String, State> states = new HashMap<>();
        for (Document document :
                store.collection(StoreCollection.INSTANCE_STATES, Document.class)
                        .find()
                        .sort(Sorts.ascending("_id"))) {
            states.put(text(document, "_id"), stateOf(document));
        }
        return states;
    }

    private static State stateOf(Document document) {
        return new State(
                text(document, "state"),
                Fields.instantOf(document, "since"),
                Fields.textOf(document, "version"),
                Fields.textOf(document, "error"),
                Fields.textOf(document, "remedy"),
                document.getList("limits", Document.class, List.of()).stream()
                        .map(limit ->
                                new Limit(
                                        text(limit, "task"),
                                        text(limit, "error"),
                                        text(limit, "remedy")))
                        .toList());
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNullElse(Fields.textOf(document, field), "");
    }
}
