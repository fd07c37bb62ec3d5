package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.model.store.PlanDocument;
import io.github.spyhop.query.access.ChangesNothing;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.endpoint.answer.Shared;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.query.ExplainSlowQuery;
import io.github.spyhop.query.query.ExplainSlowQuery.Explained;
import io.github.spyhop.query.query.WritePlanMarkdown;
import io.github.spyhop.query.read.Plans;
import io.github.spyhop.query.response.PlanView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The plan of a slow statement, by the id of its connection. */
@Path("/")
@RolesAllowed(Roles.VIEWER)
public class ExplainResource {

    private static final int ITEMS_MAX = 1_000;

    private final ExplainSlowQuery explain;
    private final Plans plans;
    private final Clock clock = Clock.systemUTC();

    ExplainResource(ExplainSlowQuery explain, Plans plans) {
        this.explain = explain;
        this.plans = plans;
    }

    /**
     * How far the EXPLAIN of a connection's newest slow statement is.
     *
     * @param status {@code success}, {@code pending}, {@code error}, or
     *     {@code manual_check_required} for a statement that is not explained on its own, such as
     *     DML
     * @param instanceName the instance that the statement ran on
     */
    public record Explanation(
            String status,
            String message,
            long pid,
            @JsonProperty("instance_name") String instanceName,
            Instant timestamp) {}

    /** How far the EXPLAIN of the newest slow statement of a connection is; 202 while it waits. */
    @POST
    @Path("/mysql/explain/{pid}")
    @RolesAllowed(Roles.OPERATOR)
    @ChangesNothing
    @APIResponse(
            responseCode = "200",
            description = "It is done, or cannot be",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Explanation.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Explanation.class)))
    public Response explain(@RestPath @Min(1) long pid) {
        Explanation explanation = explanationOf(pid);
        return Response.status(
                        explanation.status().equals("pending")
                                ? Response.Status.ACCEPTED
                                : Response.Status.OK)
                .entity(explanation)
                .build();
    }

    /** The stored plans without their texts, the newest first, at most 1,000. */
    @GET
    @Shared
    @Path("/explain/plans")
    public List<PlanView> plans() {
        return plans.newest(ITEMS_MAX).stream().map(PlanView::inList).toList();
    }

    /** The plans of statements that ran on the connection {@code pid}, as a Markdown file. */
    @GET
    @Path("/mysql/explain/{pid}/markdown")
    @Produces("text/markdown")
    public Response markdown(@RestPath @Min(1) long pid) {
        return markdownOf(plans.ofConnection(pid), pid);
    }

    /**
     * A Markdown file of plans.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404, if there are none
     */
    static Response markdownOf(List<PlanDocument> ofConnection, long pid) {
        if (ofConnection.isEmpty()) {
            throw Problems.notFound(
                    "No plan is stored for pid %d. /api/mysql_explain/plans lists those there are."
                            .formatted(pid));
        }
        return Response.ok(WritePlanMarkdown.write(ofConnection))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"slowlog_pid_%d.md\"".formatted(pid))
                .build();
    }

    private Explanation explanationOf(long pid) {
        Explained explained =
                explain.newestOf(pid)
                        .orElseThrow(() ->
                                Problems.notFound(
                                        "No slow query ran on a connection with pid %d. /api/mysql_explain/items lists them."
                                                .formatted(pid)));
        PlanDocument plan = explained.plan();
        String status = plan == null ? "pending" : statusOf(plan);
        return new Explanation(
                status,
                messageOf(status, plan),
                pid,
                explained.slowQuery().instance(),
                clock.instant());
    }

    private static String statusOf(PlanDocument plan) {
        return switch (plan.status()) {
            case "planned" -> "success";
            case "refused" -> "manual_check_required";
            default -> "error";
        };
    }

    private static String messageOf(String status, @Nullable PlanDocument plan) {
        if (plan == null) {
            return "The collector explains each slow query soon after it sees it. Ask again.";
        }
        return status.equals("success")
                ? "The plan is stored."
                : Objects.requireNonNullElse(
                        plan.explainResult().error(), "The server gave no plan.");
    }
}
