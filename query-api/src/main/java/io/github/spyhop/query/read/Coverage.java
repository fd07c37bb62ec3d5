package io.github.spyhop.query.read;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.unwind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Projections;
import io.github.spyhop.model.store.Store;
import io.github.spyhop.model.store.StoreCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How much of what happened each source could see, and why not all. */
@ApplicationScoped
public class Coverage {

    private final Store store;

    Coverage(Store store) {
        this.store = store;
    }

    /**
     * What the wire showed of a server, and what it could not.
     *
     * @param statements those that were seen with their answers
     * @param statementsLost those whose answer or text was not seen, by reason
     * @param statementsFolded counted together, because there were too many families and clients
     * @param connectionsOpened connections that were new to the probe
     * @param connectionsJoinedLate those of them that had begun before the capture
     * @param connectionsUnreadable connections that cannot be read, by reason, such as {@code tls}
     * @param loginsRefused logins that the server refused
     * @param gaps stretches that are missing in the streams
     * @param gapBytes bytes that are missing in the streams
     * @param packetsDropped packets dropped by the kernel and the interface, whichever server they were of
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OnWire(
            long statements,
            Map<String, Long> statementsLost,
            long statementsFolded,
            long connectionsOpened,
            long connectionsJoinedLate,
            Map<String, Long> connectionsUnreadable,
            long loginsRefused,
            long gaps,
            long gapBytes,
            long packetsDropped) {

        /** Of both addresses of one instance together. */
        public OnWire plus(OnWire other) {
            return new OnWire(
                    statements + other.statements,
                    both(statementsLost, other.statementsLost),
                    statementsFolded + other.statementsFolded,
                    connectionsOpened + other.connectionsOpened,
                    connectionsJoinedLate + other.connectionsJoinedLate,
                    both(connectionsUnreadable, other.connectionsUnreadable),
                    loginsRefused + other.loginsRefused,
                    gaps + other.gaps,
                    gapBytes + other.gapBytes,
                    packetsDropped + other.packetsDropped);
        }

        private static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
            Map<String, Long> sums = new TreeMap<>(one);
            other.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
            return sums;
        }
    }

    /**
     * What performance_schema counted of an instance, and what it could not.
     *
     * @param statements those that the server counted
     * @param own the collector's own statements
     * @param overflow statements of families that found no room in the server's table
     * @param lost those that the server could not digest
     * @param recreated rows that were there anew, after a {@code TRUNCATE} for example
     * @param unknownBefore families whose earlier count was not known
     * @param restarts the server's restarts
     * @param serverChanges how often another server answered by this name
     * @param cut windows in which not all rows were read
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Inside(
            long statements,
            long own,
            long overflow,
            long lost,
            long recreated,
            long unknownBefore,
            long restarts,
            long serverChanges,
            long cut) {}

    /** By the server's address, as the clients dial it. */
    public Map<String, OnWire> onWire(Scope scope) {
        Map<String, Map<String, Long>> lost = reasons(scope, "statements_lost");
        Map<String, Map<String, Long>> unreadable = reasons(scope, "connections_unreadable");
        Map<String, OnWire> byServer = new HashMap<>();
        totals(
                        StoreCollection.WIRE_COVERAGE,
                        scope.onWire(),
                        "server",
                        sums(
                                "statements",
                                "statements_folded",
                                "connections_opened",
                                "connections_joined_late",
                                "logins_refused",
                                "capture.gaps",
                                "capture.gap_bytes",
                                "capture.packets_dropped_by_kernel",
                                "capture.packets_dropped_by_interface"))
                .forEach((server, row) ->
                        byServer.put(
                                server,
                                new OnWire(
                                        Fields.longOf(row, "statements"),
                                        lost.getOrDefault(server, Map.of()),
                                        Fields.longOf(row, "statements_folded"),
                                        Fields.longOf(row, "connections_opened"),
                                        Fields.longOf(row, "connections_joined_late"),
                                        unreadable.getOrDefault(server, Map.of()),
                                        Fields.longOf(row, "logins_refused"),
                                        Fields.longOf(row, "gaps"),
                                        Fields.longOf(row, "gap_bytes"),
                                        Fields.longOf(row, "packets_dropped_by_kernel")
                                                + Fields.longOf(
                                                        row, "packets_dropped_by_interface"))));
        return byServer;
    }

    /** By the instance's name. */
    public Map<String, Inside> inside(Scope scope) {
        List<BsonField> fields =
                new ArrayList<>(
                        sums(
                                "statements",
                                "own",
                                "overflow",
                                "lost",
                                "recreated",
                                "unknown_before"));
        Stream.of("restarted", "server_changed", "cut")
                .forEach(flag ->
                        fields.add(sum(flag, new Document("$cond", List.of("$" + flag, 1, 0)))));
        Map<String, Inside> byInstance = new HashMap<>();
        totals(StoreCollection.SERVER_COVERAGE, scope.inServers(), "instance", fields)
                .forEach((instance, row) ->
                        byInstance.put(
                                instance,
                                new Inside(
                                        Fields.longOf(row, "statements"),
                                        Fields.longOf(row, "own"),
                                        Fields.longOf(row, "overflow"),
                                        Fields.longOf(row, "lost"),
                                        Fields.longOf(row, "recreated"),
                                        Fields.longOf(row, "unknown_before"),
                                        Fields.longOf(row, "restarted"),
                                        Fields.longOf(row, "server_changed"),
                                        Fields.longOf(row, "cut"))));
        return byInstance;
    }

    private Map<String, Document> totals(
            StoreCollection collection, Bson filter, String key, List<BsonField> fields) {
        Map<String, Document> totals = new HashMap<>();
        store.collection(collection, Document.class)
                .aggregate(List.of(match(filter), group("$" + key, fields)))
                .forEach(row -> totals.put(row.getString("_id"), row));
        return totals;
    }

    private Map<String, Map<String, Long>> reasons(Scope scope, String field) {
        Document key = new Document("server", "$server").append("reason", "$reason.k");
        Map<String, Map<String, Long>> byServer = new HashMap<>();
        store.collection(StoreCollection.WIRE_COVERAGE, Document.class)
                .aggregate(
                        List.of(
                                match(scope.onWire()),
                                project(
                                        Projections.fields(
                                                Projections.include("server"),
                                                Projections.computed(
                                                        "reason",
                                                        new Document(
                                                                "$objectToArray", "$" + field)))),
                                unwind("$reason"),
                                group(key, sum("count", "$reason.v"))))
                .forEach(row -> {
                    Document id = row.get("_id", Document.class);
                    byServer.computeIfAbsent(id.getString("server"), server -> new TreeMap<>())
                            .put(id.getString("reason"), Fields.longOf(row, "count"));
                });
        return byServer;
    }

    private static List<BsonField> sums(String... fields) {
        return Stream.of(fields)
                .map(field -> sum(field.substring(field.indexOf('.') + 1), "$" + field))
                .toList();
    }
}
