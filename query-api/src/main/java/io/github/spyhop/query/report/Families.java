package io.github.spyhop.query.report;

import io.github.spyhop.query.query.FindTopDigests;
import io.github.spyhop.query.read.Scope;
import io.github.spyhop.query.response.TopDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The statement families of a period beside those of the other one. */
final class Families {

    /** The families that a report looks at: those with the most time. */
    private static final int LOOKED_AT = 1_000;

    private static final int RANKED = 20;

    private final List<TopDigest> now;
    private final @Nullable Map<String, TopDigest> before;
    private final long micros;

    private Families(List<TopDigest> now, @Nullable Map<String, TopDigest> before) {
        this.now = now;
        this.before = before;
        this.micros = sum(RankedFamily::microsOf);
    }

    static Families find(FindTopDigests digests, Scope scope, @Nullable Scope other) {
        return new Families(
                digests.find(scope, LOOKED_AT),
                other == null ? null : byId(digests.find(other, LOOKED_AT)));
    }

    private static Map<String, TopDigest> byId(List<TopDigest> digests) {
        Map<String, TopDigest> found = new HashMap<>();
        digests.forEach(digest -> found.put(digest.digestId(), digest));
        return found;
    }

    long sum(ToLongFunction<TopDigest> figure) {
        return now.stream().mapToLong(figure).sum();
    }

    /** The same of the other period; absent without one. */
    @Nullable Long sumBefore(ToLongFunction<TopDigest> figure) {
        return before == null ? null : (Long) before.values().stream().mapToLong(figure).sum();
    }

    /** The first by each of four measures; a family that has none of one is not in its ranking. */
    List<Report.Ranking> rankings() {
        return List.of(
                ranking("time", RankedFamily::microsOf),
                ranking("calls", RankedFamily::countOf),
                ranking("rows_examined", TopDigest::serverRowsExamined),
                ranking("errors", RankedFamily::errorsOf));
    }

    private Report.Ranking ranking(String by, ToLongFunction<TopDigest> measure) {
        return new Report.Ranking(
                by,
                now.stream()
                        .filter(digest -> measure.applyAsLong(digest) > 0)
                        .sorted(Comparator.comparingLong(measure).reversed())
                        .limit(RANKED)
                        .map(this::ranked)
                        .toList());
    }

    /** All that were looked at, those with the most time first. */
    List<RankedFamily> all() {
        return now.stream().map(this::ranked).toList();
    }

    private RankedFamily ranked(TopDigest digest) {
        return RankedFamily.of(
                digest,
                micros,
                before != null,
                before == null ? null : before.get(digest.digestId()));
    }
}
