package io.github.spyhop.binlog.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.snapshot.SnapshotOrder;
import io.github.spyhop.binlog.snapshot.SnapshotState;
import io.github.spyhop.binlog.snapshot.SnapshotState.Phase;
import io.github.spyhop.binlog.snapshot.SnapshotState.TableState;
import io.github.spyhop.binlog.source.SourceRunner;
import io.github.spyhop.binlog.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The snapshot of a source: tables as they are, read while the stream goes on. */
@Path(SourcesResource.PATH + "/{name}/snapshot")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SnapshotResource {

    private final Sources sources;

    SnapshotResource(Sources sources) {
        this.sources = sources;
    }

    /**
     * What is to be read.
     *
     * @param tables patterns schema.table with *
     * @param dryRun whether to say only what would be read
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Wish(@Nullable List<String> tables, @Nullable Boolean dryRun) {}

    /** How far the last snapshot is; 404 if there was none. */
    @GET
    public SnapshotView get(@PathParam("name") String name) {
        SourceRunner source = sources.find(name).orElseThrow(SourcesResource.absent(name));
        Optional<SnapshotOrder> ordered = orderedOnly(source);
        return ordered.map(SnapshotView::ordered)
                .or(() -> source.snapshot().map(SnapshotView::of))
                .orElseThrow(() ->
                        AdminFilter.problem(Status.NOT_FOUND, "The source has had no snapshot."));
    }

    /** The order that the source has not begun to follow. */
    private Optional<SnapshotOrder> orderedOnly(SourceRunner source) {
        String known = source.snapshot().map(SnapshotState::id).orElse("");
        return sources.orders()
                .load(source.settings().name())
                .snapshot()
                .filter(order -> !order.cancelled() && !order.id().equals(known));
    }

    /** Lets tables be read: 202, or 200 with what would be read; 409 while others are read. */
    @POST
    public Response begin(@PathParam("name") String name, @Nullable Wish wish)
            throws InterruptedException {
        SourceRunner source = sources.find(name).orElseThrow(SourcesResource.absent(name));
        List<String> tables = tablesOf(wish);
        List<TableState> plan = plan(source, tables);
        if (wish != null && Boolean.TRUE.equals(wish.dryRun())) {
            return Response.ok(SnapshotView.dry(plan)).build();
        }
        requireReadable(plan);
        if (isReading(source)) {
            throw AdminFilter.problem(
                    Status.CONFLICT, "A snapshot is being read: wait for it, or cancel it.");
        }
        SnapshotOrder order = new SnapshotOrder(UUID.randomUUID().toString(), tables, false);
        sources.orders().snapshot(name, order);
        source.obey(sources.orders().load(name));
        return Response.accepted(SnapshotView.ordered(order)).build();
    }

    private static List<String> tablesOf(@Nullable Wish wish) {
        List<String> tables = wish == null ? null : wish.tables();
        if (tables == null
                || tables.isEmpty()
                || tables.stream().anyMatch(table -> !table.contains("."))) {
            throw AdminFilter.problem(
                    Status.BAD_REQUEST,
                    "The field tables must be a list of schema.table, where * stands for any"
                            + " characters.");
        }
        return tables;
    }

    private static List<TableState> plan(SourceRunner source, List<String> tables)
            throws InterruptedException {
        try {
            return source.inquiry().planSnapshot(tables);
        } catch (SqlException refused) {
            throw AdminFilter.problem(
                    Status.BAD_GATEWAY, "The server does not answer: " + refused.getMessage());
        }
    }

    private static void requireReadable(List<TableState> plan) {
        if (plan.isEmpty()) {
            throw AdminFilter.problem(
                    Status.BAD_REQUEST,
                    "The field tables names no table that the source publishes.");
        }
        if (plan.stream().allMatch(table -> table.phase() == Phase.REFUSED)) {
            TableState first = plan.getFirst();
            throw AdminFilter.problem(
                    Status.BAD_REQUEST,
                    "The field tables names no table that can be read: %s: %s."
                            .formatted(first.table(), first.reason()));
        }
    }

    private boolean isReading(SourceRunner source) {
        return orderedOnly(source).isPresent()
                || source.snapshot().flatMap(SnapshotState::current).isPresent();
    }

    /** Ends what is being read; what was published stays so. 404 if nothing is. */
    @DELETE
    public void cancel(@PathParam("name") String name) {
        SourceRunner source = sources.find(name).orElseThrow(SourcesResource.absent(name));
        String id =
                orderedOnly(source)
                        .map(SnapshotOrder::id)
                        .or(() ->
                                source.snapshot()
                                        .filter(state -> state.current().isPresent())
                                        .map(SnapshotState::id))
                        .orElseThrow(() ->
                                AdminFilter.problem(
                                        Status.NOT_FOUND, "No snapshot is being read."));
        sources.orders().snapshot(name, new SnapshotOrder(id, List.of(), true));
        source.obey(sources.orders().load(name));
    }
}
