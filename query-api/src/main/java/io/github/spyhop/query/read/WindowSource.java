package io.github.spyhop.query.read;

import com.mongodb.client.model.Filters;
import io.github.spyhop.model.store.StoreCollection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Where windows of statement families come from. */
public enum WindowSource {
    WIRE(StoreCollection.WIRE_WINDOWS, StoreCollection.WIRE_COVERAGE, "server"),
    SERVER(StoreCollection.SERVER_WINDOWS, StoreCollection.SERVER_COVERAGE, "instance");

    private final StoreCollection windows;
    private final StoreCollection coverage;
    private final String of;

    WindowSource(StoreCollection windows, StoreCollection coverage, String of) {
        this.windows = windows;
        this.coverage = coverage;
        this.of = of;
    }

    public StoreCollection windows() {
        return windows;
    }

    /** What is written behind the windows of each report. */
    public StoreCollection coverage() {
        return coverage;
    }

    /** The field of a window that says which server it is of. */
    public String of() {
        return of;
    }

    /** Its name in the roll-ups. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The windows that count: executions, not the preparing of statements, which the wire does not
     * count as calls either.
     */
    public Bson counted() {
        return this == WIRE ? Filters.empty() : Filters.nin("command", "prepare", "deallocate");
    }

    /** The servers that a scope is of, as this source names them; none where it is of all. */
    Optional<List<String>> serversOf(Scope scope) {
        return scope.instance()
                .map(one -> this == WIRE ? scope.servers() : List.of(one.instanceName()));
    }
}
