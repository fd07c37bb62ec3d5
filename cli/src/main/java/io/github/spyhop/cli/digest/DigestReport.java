package io.github.spyhop.cli.digest;

import io.github.spyhop.probe.aggregate.Cell;
import io.github.spyhop.probe.aggregate.ClosedWindow;
import io.github.spyhop.probe.decode.Loss;
import io.github.spyhop.probe.exchange.ServerTally;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What capture files show.
 *
 * @param families in no order
 * @param servers those that spoke MySQL
 */
public record CaptureReport(
        Source source, List<FamilyReport> families, List<ServerTally> servers, Losses losses) {

    public CaptureReport {
        families = List.copyOf(families);
        servers = List.copyOf(servers);
    }

    /**
     * What was read.
     *
     * @param cut the files that are damaged or end within a packet
     * @param from the first packet's time, or that which was asked for if it is later
     */
    record Source(List<String> files, List<String> cut, Instant from, Instant to, long packets) {

        Source {
            files = List.copyOf(files);
            cut = List.copyOf(cut);
        }
    }

    /** What families can be ordered by, the largest first. */
    public enum Order {
        TOTAL(Comparator.comparingLong(family -> family.latencyMicrosSum)),
        COUNT(Comparator.comparingLong(family -> family.count)),
        AVG(Comparator.comparingLong(FamilyReport::latencyMicrosAvg)),
        P99(Comparator.comparingLong(family -> family.quantileMicros(0.99))),
        MAX(Comparator.comparingLong(family -> family.latencyMicrosMax)),
        ERRORS(Comparator.comparingLong(family -> family.errors)),
        ROWS(Comparator.comparingLong(family -> family.rowsSent + family.rowsAffected)),
        LOST(Comparator.comparingLong(family -> family.lost));

        private final Comparator<FamilyReport> largestFirst;

        Order(Comparator<FamilyReport> smallestFirst) {
            largestFirst =
                    smallestFirst
                            .thenComparingLong(family -> family.latencyMicrosSum)
                            .reversed()
                            .thenComparing(family -> family.digestText)
                            .thenComparing(family -> String.valueOf(family.schema));
        }
    }

    /** What families are told apart by. */
    private record Key(@Nullable String schema, String digestId) {}

    static CaptureReport of(Source source, ClosedWindow window, Losses losses) {
        Map<Key, FamilyReport> families = new LinkedHashMap<>();
        for (Cell cell : window.cells()) {
            families.computeIfAbsent(
                            new Key(cell.session().schema(), cell.family().id()),
                            absent -> new FamilyReport(cell))
                    .add(cell);
        }
        List<ServerTally> spoken =
                window.servers().stream()
                        .filter(ServerTally::hasSpoken)
                        .sorted(Comparator.comparing(ServerTally::server))
                        .toList();
        return new CaptureReport(source, List.copyOf(families.values()), spoken, losses);
    }

    /**
     * The families in an order.
     *
     * @param top how many; 0 for all
     */
    List<FamilyReport> families(Order order, int top) {
        return families.stream()
                .sorted(order.largestFirst)
                .limit(top == 0 ? Long.MAX_VALUE : top)
                .toList();
    }

    /** The time of all statements together. */
    long latencyMicrosSum() {
        return families.stream().mapToLong(family -> family.latencyMicrosSum).sum();
    }

    long count() {
        return families.stream().mapToLong(family -> family.count).sum();
    }

    long errors() {
        return families.stream().mapToLong(family -> family.errors).sum();
    }

    /** Whether any statement was seen, answered or not. */
    public boolean isEmpty() {
        return families.isEmpty();
    }

    /** The files that are damaged or end within a packet. */
    public List<String> cutFiles() {
        return source.cut();
    }

    /** A count of all servers together, by reason. */
    static Map<String, Long> sum(
            List<ServerTally> servers, Function<ServerTally, Map<Loss, Long>> counts) {
        Map<String, Long> sum = new TreeMap<>();
        for (ServerTally server : servers) {
            counts.apply(server)
                    .forEach((loss, times) ->
                            sum.merge(loss.name().toLowerCase(Locale.ROOT), times, Long::sum));
        }
        return sum;
    }
}
