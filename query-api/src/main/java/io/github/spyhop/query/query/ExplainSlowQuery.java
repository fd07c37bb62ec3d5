package io.github.spyhop.query.query;

import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.read.SlowQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the EXPLAIN of the newest slow statement of a connection. The collector explains
 * each slow statement on its own as soon as it sees it, so there is nothing to run here.
 */
@ApplicationScoped
public class ExplainSlowQuery {

    private final SlowQueries slowQueries;
    private final Plans plans;

    ExplainSlowQuery(SlowQueries slowQueries, Plans plans) {
        this.slowQueries = slowQueries;
        this.plans = plans;
    }

    /** A slow statement and its plan, if there is one yet. */
    public record Explained(SlowQueryDocument slowQuery, @Nullable PlanDocument plan) {}

    /** What is known of the newest slow statement of a connection, if it had one. */
    public Optional<Explained> newestOf(long pid) {
        return slowQueries
                .newestOf(pid)
                .map(slow ->
                        new Explained(
                                slow, plans.ofSlowQueries(List.of(slow.id())).get(slow.id())));
    }
}
