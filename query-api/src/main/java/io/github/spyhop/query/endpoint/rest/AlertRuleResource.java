package io.github.spyhop.query.endpoint.rest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.spyhop.model.store.AlertRuleDocument;
import io.github.spyhop.model.store.AlertRuleKind;
import io.github.spyhop.model.store.UsualAlertRules;
import io.github.spyhop.query.access.AuditNote;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.read.AlertRules;
import io.github.spyhop.query.response.AlertRuleView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the collectors watch for and tell people of. */
@Path("/api/v1/alert-rules")
@RolesAllowed(Roles.VIEWER)
public class AlertRuleResource {

    private static final int RULES_MAX = 200;
    private static final int NAMES_MAX = 100;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int TEMPLATE_LENGTH_MAX = 2_000;
    private static final long SECONDS_MAX = 604_800;
    private static final long HOLD_OFF_SECONDS = 3_600;
    private static final long RESOLVE_AFTER_SECONDS = 300;
    private static final String ID = "[a-z0-9][a-z0-9_-]{0,63}";
    private static final String METRIC = "[A-Za-z][A-Za-z0-9_]{0,63}";

    /** What a notice may tell; sections, which could run for long, are not for everybody's rules. */
    private static final java.util.regex.Pattern TEMPLATE =
            java.util.regex.Pattern.compile("(?:[^{}]++|\\{alert\\.[a-z_]{1,40}\\})*+");

    private static final String ID_IS = "is of lower-case letters, digits, '_' and '-', 64 at most";
    private static final String METRIC_IS = "is the name of a status variable";

    private final AlertRules rules;
    private final Scopes scopes;
    private final AuditNote audit;

    AlertRuleResource(AlertRules rules, Scopes scopes, AuditNote audit) {
        this.rules = rules;
        this.scopes = scopes;
        this.audit = audit;
    }

    /**
     * What is to be watched for.
     *
     * @param kind {@code threshold} or {@code rate} of a status variable, {@code plan_changed}, {@code
     *     latency_regression}, {@code event_failed}, {@code event_missed}, {@code event_overrun},
     *     {@code replication_stopped}, {@code storage_growth}, {@code instance_failing} or {@code
     *     slow_query}
     * @param enabled whether it is watched for; true, unless it is another
     * @param instances the instances that it is of; of all without
     * @param metric the status variable of a {@code threshold} or {@code rate}, such as {@code
     *     Threads_running}
     * @param comparison {@code above}, unless it is {@code below}
     * @param threshold a value, a growth a second, a factor of the usual latency, bytes a day or
     *     seconds, as the kind has it; 0 without
     * @param forSeconds how long it must hold before it fires; 0 without
     * @param holdOffSeconds how long after a notice the next of the same alert may come; 3,600
     *     without
     * @param resolveAfterSeconds how long it must not hold before it is over; 300 without
     * @param severity {@code warning}, unless it is another
     * @param channels the names of the channels that are told; all without
     * @param template the notice's text, with such as {@code {alert.instance}} and {@code
     *     {alert.summary}} in it; the usual one without
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record WantedRule(
            @NotNull @Size(max = NAME_LENGTH_MAX) String kind,
            @Nullable Boolean enabled,
            @Size(max = NAMES_MAX)
                    @Nullable List<@NotNull @Size(max = NAME_LENGTH_MAX) String> instances,
            @Pattern(regexp = METRIC, message = METRIC_IS) @Nullable String metric,
            @Pattern(regexp = "above|below") @Nullable String comparison,
            @Nullable Double threshold,
            @Min(0) @Max(SECONDS_MAX) @Nullable Long forSeconds,
            @Min(0) @Max(SECONDS_MAX) @Nullable Long holdOffSeconds,
            @Min(0) @Max(SECONDS_MAX) @Nullable Long resolveAfterSeconds,
            @Pattern(regexp = "info|warning|critical") @Nullable String severity,
            @Size(max = NAMES_MAX)
                    @Nullable List<@NotNull @Size(max = NAME_LENGTH_MAX) String> channels,
            @Size(max = TEMPLATE_LENGTH_MAX) @Nullable String template) {}

    /** All rules, by their ids. */
    @GET
    public List<AlertRuleView> list() {
        return rules.all().stream().map(AlertRuleView::of).toList();
    }

    /**
     * Makes a rule, or makes it anew; collectors go by it within some seconds.
     *
     * @param id its name: lower-case letters, digits, {@code _} and {@code -}, at most 64
     */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @APIResponse(
            responseCode = "200",
            description = "It was made anew",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AlertRuleView.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is a new one",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AlertRuleView.class)))
    @APIResponse(responseCode = "409", description = "There are too many")
    public Response put(
            @RestPath @Pattern(regexp = ID, message = ID_IS) String id,
            @NotNull @Valid WantedRule wanted) {
        AlertRuleDocument rule = rule(id, wanted);
        List<AlertRuleDocument> known = rules.all();
        if (known.size() >= RULES_MAX && known.stream().noneMatch(each -> each.id().equals(id))) {
            throw Problems.conflict(
                    "There are %d rules, which is the most: delete some of them."
                            .formatted(RULES_MAX));
        }
        boolean isNew = rules.put(rule) && !UsualAlertRules.has(id);
        audit.about(summary(rule));
        return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                .entity(AlertRuleView.of(rule))
                .build();
    }

    /**
     * Takes a rule away; its alerts are over.
     *
     * @param id its name
     */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "It is one that is there from the beginning")
    public void delete(@RestPath @Pattern(regexp = ID, message = ID_IS) String id) {
        if (UsualAlertRules.has(id)) {
            throw Problems.conflict(
                    "'%s' is there from the beginning: switch it off by PUT with \"enabled\": false."
                            .formatted(id));
        }
        if (!rules.delete(id)) {
            throw Problems.notFound(
                    "There is no rule '%s'. GET /api/v1/alert-rules lists them.".formatted(id));
        }
    }

    /** What the audit log has beside the path, which names the rule. */
    private static String summary(AlertRuleDocument rule) {
        return "%s: %s %s %s for %d s, %s"
                .formatted(
                        rule.enabled() ? "on" : "off",
                        requireNonNullElse(rule.metric(), rule.kind()),
                        rule.comparison(),
                        rule.threshold(),
                        rule.forSeconds(),
                        rule.severity());
    }

    private AlertRuleDocument rule(String id, WantedRule wanted) {
        AlertRuleKind kind =
                AlertRuleKind.of(wanted.kind())
                        .orElseThrow(() ->
                                Problems.badRequest(
                                        "kind", "'kind' is one of %s.".formatted(kinds())));
        if (kind.isOfMetric() == (wanted.metric() == null)) {
            throw Problems.badRequest(
                    "metric",
                    kind.isOfMetric()
                            ? "A rule of kind '%s' needs 'metric', the name of a status variable."
                                    .formatted(kind.field())
                            : "A rule of kind '%s' has no 'metric'.".formatted(kind.field()));
        }
        double threshold = requireNonNullElse(wanted.threshold(), 0.0);
        if (!Double.isFinite(threshold)) {
            throw Problems.badRequest("threshold", "'threshold' is a number.");
        }
        if (wanted.template() != null && !TEMPLATE.matcher(wanted.template()).matches()) {
            throw Problems.badRequest(
                    "template",
                    "'template' has text and fields such as {alert.summary} alone, no other braces.");
        }
        return new AlertRuleDocument(
                id,
                kind.field(),
                requireNonNullElse(wanted.enabled(), true),
                instances(wanted),
                wanted.metric(),
                requireNonNullElse(wanted.comparison(), AlertRuleDocument.ABOVE),
                threshold,
                requireNonNullElse(wanted.forSeconds(), 0L),
                requireNonNullElse(wanted.holdOffSeconds(), HOLD_OFF_SECONDS),
                requireNonNullElse(wanted.resolveAfterSeconds(), RESOLVE_AFTER_SECONDS),
                requireNonNullElse(wanted.severity(), "warning"),
                requireNonNullElse(wanted.channels(), List.of()),
                wanted.template());
    }

    private List<String> instances(WantedRule wanted) {
        List<String> names = requireNonNullElse(wanted.instances(), List.of());
        for (String name : names) {
            if (!scopes.has(name)) {
                throw Problems.badRequest(
                        "instances",
                        "'instances' has '%s', which is not registered.".formatted(name));
            }
        }
        return names.stream().distinct().toList();
    }

    private static String kinds() {
        return Arrays.stream(AlertRuleKind.values())
                .map(AlertRuleKind::field)
                .collect(Collectors.joining(", "));
    }
}
