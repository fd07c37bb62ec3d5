package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.query.access.ChangesNothing;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.CalculateMonth;
import io.github.spyhop.query.read.MonthlySlowLogs;
import io.github.spyhop.query.response.MonthlyStatistics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What the slow logs of CloudWatch say of a month. Everything is added up from the days when it is
 * asked for, so there is nothing that a calculation would have to be repeated for.
 */
@Path("/")
@RolesAllowed(Roles.VIEWER)
public class SlowLogStatisticsResource {

    private static final int LISTED_MAX = 10_000;

    private final MonthlySlowLogs logs;
    private final CalculateMonth month;
    private final Clock clock = Clock.systemUTC();

    SlowLogStatisticsResource(MonthlySlowLogs logs, CalculateMonth month) {
        this.logs = logs;
        this.month = month;
    }

    /**
     * The outcome of a calculation.
     *
     * @param status {@code success}
     */
    public record Calculated(String status, String message, Instant timestamp) {}

    /**
     * The statement families of a month's slow logs, the longest first.
     *
     * @param named {@code yyyy-MM}; last month, unless it is another
     */
    @GET
    @Path("/cw-slowquery/digest/stats")
    public MonthlyStatistics.Digests digests(
            @RestQuery("month") Optional<String> named,
            @RestQuery("instance_ids") Optional<String> instanceIds,
            @RestQuery @DefaultValue("1000") @Min(1) @Max(LISTED_MAX) int limit) {
        YearMonth asked = Months.parse(named, clock);
        return new MonthlyStatistics.Digests(
                asked.toString(),
                logs.families(asked, names(instanceIds), limit).stream()
                        .map(MonthlyStatistics.Digest::of)
                        .toList());
    }

    /** A month's slow logs by instance. */
    @GET
    @Path("/sql/statistics/{month}")
    public List<MonthlyStatistics.OfInstance> byInstance(
            @RestPath("month") String named, @RestQuery("instance_ids") Optional<String> ids) {
        return month.calculate(Months.parse(named), names(ids));
    }

    /** A month's slow logs by user, as far as the collector told users apart. */
    @GET
    @Path("/sql/statistics/users/{month}")
    public List<MonthlyStatistics.OfUser> byUser(
            @RestPath("month") String named, @RestQuery("instance_ids") Optional<String> ids) {
        YearMonth asked = Months.parse(named);
        return logs.users(asked, names(ids)).stream()
                .map(user -> MonthlyStatistics.OfUser.of(asked.toString(), user))
                .toList();
    }

    /** Says how much there is of a month; figures need no calculation beforehand. */
    @POST
    @Path("/sql/statistics/calculate/{month}")
    @RolesAllowed(Roles.OPERATOR)
    @ChangesNothing
    public Calculated calculate(@RestPath("month") String named) {
        int instances = month.calculate(Months.parse(named), List.of()).size();
        return calculated("The slow logs of %d instances were added up.".formatted(instances));
    }

    /** Says how many users a month has; figures need no calculation beforehand. */
    @POST
    @Path("/sql/statistics/users/calculate/{month}")
    @RolesAllowed(Roles.OPERATOR)
    @ChangesNothing
    public Calculated calculateUsers(@RestPath("month") String named) {
        int users = logs.users(Months.parse(named), List.of()).size();
        return calculated("The slow logs of %d users were added up.".formatted(users));
    }

    private Calculated calculated(String message) {
        return new Calculated("success", message, clock.instant());
    }

    private static List<String> names(Optional<String> commaSeparated) {
        return commaSeparated.stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
