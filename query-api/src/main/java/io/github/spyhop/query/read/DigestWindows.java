package io.github.spyhop.query.read;

import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.DigestDocument;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The statement families of a stretch of time, as the wire and as the servers counted them. */
@ApplicationScoped
public class DigestWindows {

    private final Store store;
    private final WindowParts windows;

    DigestWindows(Store store, WindowParts windows) {
        this.store = store;
        this.windows = windows;
    }

    /** The digest ids of the families with the most time, the longest first. */
    public List<String> top(WindowSource source, Scope scope, int limit) {
        return byFamily(
                        windows.families(source, scope, WindowParts.ANY_LENGTH),
                        Figures.latencySum())
                .entrySet()
                .stream()
                .sorted(
                        Map.Entry.<String, Figures>comparingByValue(
                                        Comparator.comparingLong(Figures::latencyMicrosSum)
                                                .reversed())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The figures of some families, by digest id, with sketches. */
    public Map<String, Figures> figures(
            WindowSource source, Scope scope, Collection<String> digestIds) {
        return figures(source, scope, digestIds, Figures.sumsAndSketches());
    }

    /** The same without sketches, which take most of the time. */
    public Map<String, Figures> sums(
            WindowSource source, Scope scope, Collection<String> digestIds) {
        return figures(source, scope, digestIds, Figures.sumsAndMax());
    }

    private Map<String, Figures> figures(
            WindowSource source,
            Scope scope,
            Collection<String> digestIds,
            List<BsonField> accumulators) {
        Map<String, Figures> figures =
                byFamily(
                        windows.families(source, scope, WindowParts.ANY_LENGTH, digestIds),
                        accumulators);
        figures.keySet().retainAll(digestIds);
        return figures;
    }

    /** The figures of all families together, with sketches, if there are any. */
    public Optional<Figures> all(WindowSource source, Scope scope) {
        return windows
                .figures(
                        windows.all(source, scope, WindowParts.ANY_LENGTH),
                        null,
                        Figures.sumsAndSketches(),
                        group -> WindowParts.ALL_FAMILIES)
                .values()
                .stream()
                .findFirst();
    }

    /** The families of these ids, as far as they are known. */
    public Map<String, DigestDocument> families(Collection<String> digestIds) {
        Map<String, DigestDocument> families = new HashMap<>();
        for (DigestDocument digest :
                store.collection(StoreCollection.DIGESTS, DigestDocument.class)
                        .find(Filters.in("_id", digestIds))) {
            families.put(digest.id(), digest);
        }
        return families;
    }

    private Map<String, Figures> byFamily(
            List<WindowParts.Part> parts, List<BsonField> accumulators) {
        return windows.figures(
                parts,
                WindowParts.BY_FAMILY,
                accumulators,
                group -> (String) Objects.requireNonNull(group.of()));
    }
}
