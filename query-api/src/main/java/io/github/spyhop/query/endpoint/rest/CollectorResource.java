package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.CollectionRuns;
import io.github.spyhop.query.read.CollectorControl;
import io.github.spyhop.query.read.RdsInstances;
import io.github.spyhop.query.read.ServiceLife;
import io.github.spyhop.query.read.TimeRange;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** What the collectors are asked to do, and what they found at AWS. */
@Path("/")
@RolesAllowed(Roles.VIEWER)
public class CollectorResource {

    private static final int ACCEPTED = 202;

    private final CollectorControl control;
    private final CollectionRuns runs;
    private final RdsInstances rds;
    private final ServiceLife services;
    private final SecurityIdentity identity;
    private final Clock clock = Clock.systemUTC();

    CollectorResource(
            CollectorControl control,
            CollectionRuns runs,
            RdsInstances rds,
            ServiceLife services,
            SecurityIdentity identity) {
        this.control = control;
        this.runs = runs;
        this.rds = rds;
        this.services = services;
        this.identity = identity;
    }

    /**
     * What became of a request, or what is.
     *
     * @param status {@code running}, {@code stopped} or {@code requested}
     */
    public record Answer(String status, String message, Instant timestamp) {}

    /**
     * A run over slow logs that was asked for.
     *
     * @param status {@code requested}
     * @param targetDate the month, or the first and the last day
     * @param collectionId the run, by which {@code /api/v1/collections/{id}} shows how far it is
     */
    public record Requested(
            String status,
            String message,
            @JsonProperty("target_date") String targetDate,
            Instant timestamp,
            @JsonProperty("collection_id") String collectionId) {}

    /** Lets the collectors watch for slow statements again. */
    @POST
    @Path("/mysql/start")
    @RolesAllowed(Roles.OPERATOR)
    public Answer start() {
        return order(true, "The collectors watch for slow statements.");
    }

    /** Lets the collectors rest from watching for slow statements; digests and status go on. */
    @POST
    @Path("/mysql/stop")
    @RolesAllowed(Roles.OPERATOR)
    public Answer stop() {
        return order(false, "The collectors do not watch for slow statements.");
    }

    /** Whether slow statements are watched for, and by how many collectors. */
    @GET
    @Path("/mysql/status")
    public Answer status() {
        CollectorControl.Monitor monitor = control.monitor();
        long alive =
                services.all(clock.instant()).stream()
                        .filter(life -> life.service().equals("collector-service"))
                        .filter(ServiceLife.Life::alive)
                        .count();
        String since = monitor.since().map(at -> " Ordered at %s.".formatted(at)).orElse("");
        return answer(
                monitor.running() ? "running" : "stopped",
                "%d collectors are alive.%s".formatted(alive, since));
    }

    /**
     * Asks for the slow logs of CloudWatch to be read; of last month, unless days are named.
     *
     * @param startDate the first day; with {@code end_date}
     * @param endDate the day before which it ends
     * @param instanceId the one instance to read; without, all
     */
    @POST
    @Path("/cloudwatch/run")
    @ResponseStatus(ACCEPTED)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Requested.class)))
    @RolesAllowed(Roles.OPERATOR)
    public Requested run(
            @RestQuery("start_date") Optional<String> startDate,
            @RestQuery("end_date") Optional<String> endDate,
            @RestQuery("instance_id") Optional<String> instanceId) {
        if (startDate.isPresent() != endDate.isPresent()) {
            throw Problems.badRequest(
                    startDate.isPresent() ? "end_date" : "start_date",
                    "Give both 'start_date' and 'end_date', or none for last month.");
        }
        YearMonth lastMonth = YearMonth.now(clock).minusMonths(1);
        TimeRange range =
                startDate.isPresent()
                        ? TimeRanges.parse(
                                "start_date",
                                startDate.get(),
                                "end_date",
                                endDate.orElseThrow(),
                                clock)
                        : new TimeRange(startOf(lastMonth), startOf(lastMonth.plusMonths(1)));
        Instant now = clock.instant();
        return new Requested(
                "requested",
                "A collector that may ask AWS will read the slow logs.",
                startDate.isPresent() ? range.from() + " to " + range.to() : lastMonth.toString(),
                now,
                runs.request(range, instanceId, now));
    }

    /** Lets a collector ask RDS for its instances now. */
    @POST
    @Path("/collectors/rds-instances")
    @ResponseStatus(ACCEPTED)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Answer.class)))
    @RolesAllowed(Roles.OPERATOR)
    public Answer askRds() {
        control.askRds(clock.instant());
        return answer("requested", "A collector that may ask AWS will ask RDS.");
    }

    /** The instances that RDS describes, by its own names. */
    @GET
    @Path("/rds-instances")
    public List<RdsInstances.Described> rdsInstances() {
        return rds.all();
    }

    /** Lets a collector ask AWS what it is and has. */
    @POST
    @Path("/aws/collect")
    @ResponseStatus(ACCEPTED)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Answer.class)))
    @RolesAllowed(Roles.OPERATOR)
    public Answer askAws() {
        return askRds();
    }

    /** The account and region that the collector asks. */
    @GET
    @Path("/aws/info")
    public RdsInstances.Account account() {
        return rds.account()
                .orElseThrow(() ->
                        Problems.notFound(
                                "No collector has asked AWS yet: set SPYHOP_COLLECTOR_AWS_ENABLED=true for one."));
    }

    private Answer order(boolean running, String message) {
        Instant now = clock.instant();
        control.order(running, identity.getPrincipal().getName(), now);
        return answer(running ? "running" : "stopped", message);
    }

    private Answer answer(String status, String message) {
        return new Answer(status, message, clock.instant());
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
