package io.github.spyhop.query.query;

import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.model.store.SlowQueryDocument;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.read.RowChanges;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.read.SlowQueries;
import io.github.spyhop.query.read.TimeRange;
import io.github.spyhop.query.response.InstanceView;
import io.github.spyhop.query.response.Overview;
import io.github.spyhop.query.response.PlanView;
import io.github.spyhop.query.response.RowChangePoint;
import io.github.spyhop.query.response.SlowQueryView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The overview: instances, and of the last minutes the top families, slow statements and row changes. */
@ApplicationScoped
public class ShowOverview {

    private static final Duration LOOKED_BACK = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final int DIGESTS_SHOWN = 20;
    private static final int SLOW_QUERIES_SHOWN = 20;

    private final Instances instances;
    private final FindTopDigests topDigests;
    private final SlowQueries slowQueries;
    private final Plans plans;
    private final RowChanges rowChanges;
    private final Clock clock = Clock.systemUTC();

    ShowOverview(
            Instances instances,
            FindTopDigests topDigests,
            SlowQueries slowQueries,
            Plans plans,
            RowChanges rowChanges) {
        this.instances = instances;
        this.topDigests = topDigests;
        this.slowQueries = slowQueries;
        this.plans = plans;
        this.rowChanges = rowChanges;
    }

    public Overview show() {
        Instant now = clock.instant();
        // A little ahead, since the clocks of the services differ.
        TimeRange recent = new TimeRange(now.minus(LOOKED_BACK), now.plus(AHEAD));
        return new Overview(
                now,
                instances.all().stream().map(InstanceView::of).toList(),
                topDigests.find(Scope.of(recent), DIGESTS_SHOWN),
                explained(slowQueries.latest(SLOW_QUERIES_SHOWN)),
                rowChanges.series(RowChanges.Filter.of(recent)).stream()
                        .map(RowChangePoint::of)
                        .toList());
    }

    private List<Overview.ExplainedSlowQuery> explained(List<SlowQueryDocument> slow) {
        Map<String, PlanDocument> plansById =
                plans.ofSlowQueries(slow.stream().map(SlowQueryDocument::id).toList());
        return slow.stream()
                .map(each -> {
                    PlanDocument plan = plansById.get(each.id());
                    return new Overview.ExplainedSlowQuery(
                            SlowQueryView.of(each), plan == null ? null : PlanView.whole(plan));
                })
                .toList();
    }
}
