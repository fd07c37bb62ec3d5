package io.github.spyhop.binlog.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.binlog.definition.ManageDefinitions;
import io.github.spyhop.binlog.definition.ManageDefinitions.Outcome;
import io.github.spyhop.binlog.definition.SourceDefinition;
import io.github.spyhop.binlog.order.Orders;
import io.github.spyhop.binlog.position.GtidSet;
import io.github.spyhop.binlog.server.Finding;
import io.github.spyhop.binlog.server.SqlException;
import io.github.spyhop.binlog.source.Inquiry;
import io.github.spyhop.binlog.source.SourceRunner;
import io.github.spyhop.binlog.source.Sources;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sources of this monitor, and orders to them. Every replica obeys within seconds. */
@Path(SourcesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SourcesResource {

    static final String PATH = "/api/v1/binlog/sources";

    private static final Set<String> STARTS = Set.of("now", "earliest");

    private final Sources sources;

    SourcesResource(Sources sources) {
        this.sources = sources;
    }

    /** A transaction to give up: its GTID, or file:offset of its first event. */
    public record Skip(@Nullable String transaction, @Nullable String reason) {}

    /** Where to go on: now, earliest, a time, or the GTID set of what is not to be published. */
    public record Start(@Nullable String start, @Nullable String reason) {}

    /** How a source's server looks, and how far the source is behind its end. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PreflightView(
            String version, String serverUuid, long lagBytes, List<Finding> findings) {}

    @GET
    public List<SourceView> list() {
        return sources.all().stream().map(SourceView::of).toList();
    }

    @GET
    @Path("{name}")
    public SourceView get(@PathParam("name") String name) {
        return SourceView.of(find(name));
    }

    /**
     * Adds a source.
     *
     * @param body the name, and settings by the names of their variables without {@code BINLOG_}
     */
    @POST
    public Response add(@Nullable Map<String, Object> body) throws InterruptedException {
        Map<String, String> settings = SettingsBody.texts(body);
        String name = required("name", settings.remove("name"));
        SourceDefinition added = done(sources.definitions().add(name, settings));
        sources.followDefinitions();
        return Response.created(URI.create(PATH + "/" + name))
                .entity(DefinitionView.of(added))
                .build();
    }

    /** Puts other settings in place of those of a source that was added, which is then restarted. */
    @PUT
    @Path("{name}")
    public DefinitionView change(@PathParam("name") String name, @Nullable Map<String, Object> body)
            throws InterruptedException {
        SourceDefinition changed =
                done(sources.definitions().change(name, SettingsBody.texts(body)));
        sources.followDefinitions();
        return DefinitionView.of(changed);
    }

    /** Ends a source that was added. Its checkpoint is kept. */
    @DELETE
    @Path("{name}")
    public void remove(@PathParam("name") String name) throws InterruptedException {
        done(sources.definitions().remove(name));
        sources.followDefinitions();
    }

    private static SourceDefinition done(ManageDefinitions.Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var definition) -> definition;
            case Outcome.Invalid(String detail) ->
                    throw AdminFilter.problem(Status.BAD_REQUEST, detail);
            case Outcome.Conflict(String detail) ->
                    throw AdminFilter.problem(Status.CONFLICT, detail);
            case Outcome.Absent() ->
                    throw AdminFilter.problem(Status.NOT_FOUND, "There is no such source.");
        };
    }

    /** A source that was added, without what is secret. */
    public record DefinitionView(String name, Map<String, String> settings) {
        static DefinitionView of(SourceDefinition definition) {
            return new DefinitionView(definition.name(), definition.shown());
        }
    }

    /** Asks the server; findings of the severity ERROR keep the source from running. */
    @GET
    @Path("{name}/preflight")
    public PreflightView preflight(@PathParam("name") String name) throws InterruptedException {
        SourceRunner source = find(name);
        try {
            Inquiry.Inspection inspection = source.inquiry().inspect();
            return new PreflightView(
                    inspection.facts().variable("version"),
                    inspection.facts().serverUuid(),
                    source.checkpoint()
                            .map(done -> inspection.facts().bytesBehind(done.position()))
                            .orElse(0L),
                    inspection.findings());
        } catch (SqlException refused) {
            throw AdminFilter.problem(
                    Status.BAD_GATEWAY, "The server does not answer: " + refused.getMessage());
        }
    }

    @POST
    @Path("{name}/pause")
    public SourceView pause(@PathParam("name") String name) {
        SourceRunner source = find(name);
        sources.orders().pause(name);
        return obeyed(source);
    }

    /** Ends a pause, and makes a source that has stopped try again. */
    @POST
    @Path("{name}/resume")
    public SourceView resume(@PathParam("name") String name) {
        SourceRunner source = find(name);
        sources.orders().resume(name);
        return obeyed(source);
    }

    /** Gives a transaction up; a gap message is published in its place. */
    @POST
    @Path("{name}/skips")
    public SourceView skip(@PathParam("name") String name, @Nullable Skip skip) {
        SourceRunner source = find(name);
        String transaction = required("transaction", skip == null ? null : skip.transaction());
        String reason = required("reason", skip == null ? null : skip.reason());
        sources.orders().skip(name, transaction, reason);
        return obeyed(source);
    }

    /** Lets the source go on elsewhere than at its checkpoint, behind a gap message. */
    @PUT
    @Path("{name}/position")
    public SourceView restart(@PathParam("name") String name, @Nullable Start start) {
        SourceRunner source = find(name);
        String position = required("start", start == null ? null : start.start());
        String reason = required("reason", start == null ? null : start.reason());
        if (!STARTS.contains(position) && !isTime(position)) {
            requireGtidSet(position);
        }
        sources.orders().restart(name, new Orders.Restart(position, reason));
        return obeyed(source);
    }

    private SourceView obeyed(SourceRunner source) {
        source.obey(sources.orders().load(source.settings().name()));
        return SourceView.of(source);
    }

    private SourceRunner find(String name) {
        return sources.find(name).orElseThrow(absent(name));
    }

    static Supplier<HttpProblem> absent(String name) {
        return () ->
                AdminFilter.problem(
                        Status.NOT_FOUND, "There is no source of the name " + name + ".");
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw AdminFilter.problem(
                    Status.BAD_REQUEST, "The field " + field + " is missing or blank.");
        }
        return value.strip();
    }

    private static boolean isTime(String start) {
        try {
            return Instant.parse(start).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException another) {
            return false;
        }
    }

    private static void requireGtidSet(String start) {
        try {
            GtidSet.parse(start);
        } catch (IllegalArgumentException notOne) {
            throw AdminFilter.problem(
                    Status.BAD_REQUEST,
                    "The field start is neither now nor earliest nor a time nor a GTID set: "
                            + notOne.getMessage());
        }
    }
}
