package io.github.spyhop.bench.query;

import io.github.spyhop.bench.query.Fleet.Server;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * A kind of request that many users send, each for another server, family or stretch of time.
 *
 * @param max what its 99th percentile must be under
 */
record Kind(String name, Duration max, BiFunction<Fleet, SplittableRandom, String> path) {

    private static final Duration QUICK = Duration.ofMillis(150);
    private static final Duration FLEET = Duration.ofMillis(400);
    private static final List<String> SPANS =
            List.of("now-15m", "now-1h", "now-6h", "now-1d", "now-7d", "now-30d");

    static List<Kind> all() {
        return List.of(
                quick(
                        "slow statements, page",
                        (fleet, random) ->
                                "/mysql/queries?page=%d&start_date=%s%s"
                                        .formatted(
                                                1 + random.nextInt(20),
                                                span(random),
                                                ofAny(fleet, random, "&instance="))),
                quick(
                        "slow statements, by cursor",
                        (fleet, random) ->
                                "/api/v1/slow-queries?limit=100&from=%s%s"
                                        .formatted(
                                                span(random), ofAny(fleet, random, "&instance="))),
                quick("plans, 1,000", (fleet, random) -> "/api/mysql_explain/plans"),
                quick(
                        "plans of a family",
                        (fleet, random) ->
                                "/api/v1/digests/%s/plans".formatted(family(fleet, random))),
                quick(
                        "samples of a family",
                        (fleet, random) ->
                                "/api/v1/digests/%s/samples".formatted(family(fleet, random))),
                quick("servers", (fleet, random) -> "/api/v1/servers"),
                quick("alerts", (fleet, random) -> "/api/v1/alerts"),
                quick(
                        "plan changes",
                        (fleet, random) ->
                                "/api/v1/plan-changes?from=now-30d"
                                        + ofAny(fleet, random, "&instance=")),
                quick(
                        "families, top 50",
                        (fleet, random) ->
                                "/api/v1/digests?from=%s%s"
                                        .formatted(
                                                span(random), ofAny(fleet, random, "&instance="))),
                quick(
                        "a family's series",
                        (fleet, random) ->
                                "/api/v1/digests/%s/series?from=%s%s"
                                        .formatted(
                                                family(fleet, random),
                                                span(random),
                                                ofAny(fleet, random, "&instance="))),
                quick(
                        "load, series of 8 families",
                        (fleet, random) ->
                                "/api/v1/load?from=%s%s"
                                        .formatted(
                                                span(random), ofAny(fleet, random, "&instance="))),
                quick("first page", (fleet, random) -> "/api/v1/overview"),
                new Kind(
                        "percentiles of the fleet, 30 days",
                        FLEET,
                        (fleet, random) -> "/api/v1/latency?from=now-30d"),
                // The last, for they read millions of documents, for which others have to go.
                quick(
                        "slow statements of days, 1,000",
                        (fleet, random) ->
                                "/api/mysql_explain/items?days=" + (1 + random.nextInt(30))),
                quick(
                        "slow statements by user",
                        (fleet, random) -> "/api/slow_query/statistics?from=" + span(random)));
    }

    private static Kind quick(String name, BiFunction<Fleet, SplittableRandom, String> path) {
        return new Kind(name, QUICK, path);
    }

    private static String span(SplittableRandom random) {
        return SPANS.get(random.nextInt(SPANS.size()));
    }

    /** One server, or one time in five none: the fleet. */
    private static String ofAny(Fleet fleet, SplittableRandom random, String parameter) {
        return random.nextInt(5) == 0 ? "" : parameter + server(fleet, random).name();
    }

    private static Server server(Fleet fleet, SplittableRandom random) {
        return fleet.servers().get(random.nextInt(fleet.servers().size()));
    }

    private static String family(Fleet fleet, SplittableRandom random) {
        List<Fleet.Family> running = fleet.running();
        return running.get(random.nextInt(running.size())).id();
    }
}
