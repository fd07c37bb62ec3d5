package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.access.AuditNote;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.error.Problems;
import io.github.spyhop.query.query.HostCheck;
import io.github.spyhop.query.query.ManageInstances;
import io.github.spyhop.query.query.ManageInstances.Registration;
import io.github.spyhop.query.response.InstanceView;
import io.github.spyhop.query.response.Message;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The instances that are monitored. */
@Path("/api/instance_setup")
public class InstanceSetupResource {

    private static final int NAME_LENGTH_MAX = 255;
    private static final int PORT_MAX = 65_535;
    private static final int MYSQL_PORT = 3306;

    private final ManageInstances instances;
    private final HostCheck hosts;
    private final AuditNote audit;

    InstanceSetupResource(ManageInstances instances, HostCheck hosts, AuditNote audit) {
        this.instances = instances;
        this.hosts = hosts;
        this.audit = audit;
    }

    /**
     * An instance to monitor; what is left out gets its default.
     *
     * @param environment such as {@code PRD}; {@code DEV}, unless it is another
     * @param dbType {@code MySQL}, unless it is another
     * @param instanceName by which it is known from now on; one of the same name is replaced
     * @param host where it answers: a name or an address
     * @param port 3306, unless it is another
     * @param region the AWS region; {@code ap-northeast-2}, unless it is another
     * @param user as whom the collector logs in
     * @param password stored encrypted and never shown
     * @param db the schema to log in to; {@code information_schema}, unless it is another
     */
    public record NewInstance(
            @Size(max = NAME_LENGTH_MAX) @Nullable String environment,
            @JsonProperty("db_type") @Size(max = NAME_LENGTH_MAX) @Nullable String dbType,
            @JsonProperty("cluster_name") @Size(max = NAME_LENGTH_MAX) @Nullable String clusterName,
            @JsonProperty("instance_name") @NotBlank @Size(max = NAME_LENGTH_MAX)
                    String instanceName,
            @NotBlank @Size(max = NAME_LENGTH_MAX) String host,
            @Min(1) @Max(PORT_MAX) @Nullable Integer port,
            @Size(max = NAME_LENGTH_MAX) @Nullable String region,
            @NotBlank @Size(max = NAME_LENGTH_MAX) String user,
            @NotBlank @Size(max = NAME_LENGTH_MAX) String password,
            @Size(max = NAME_LENGTH_MAX) @Nullable String db) {

        Registration registration() {
            return new Registration(
                    Objects.requireNonNullElse(environment, "DEV"),
                    Objects.requireNonNullElse(dbType, "MySQL"),
                    clusterName,
                    instanceName,
                    host,
                    Objects.requireNonNullElse(port, MYSQL_PORT),
                    Objects.requireNonNullElse(region, "ap-northeast-2"),
                    user,
                    password,
                    Objects.requireNonNullElse(db, "information_schema"));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "NewInstance[" + instanceName + "]";
        }
    }

    /**
     * The registered instances.
     *
     * @param instances by name
     */
    public record InstanceList(List<InstanceView> instances) {}

    /** Registers an instance, or replaces the one of the same name. */
    @POST
    @Path("/add_instance")
    @RolesAllowed(Roles.ADMIN)
    @APIResponse(
            responseCode = "201",
            description = "It is registered, or replaced",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Message.class)))
    public Response add(@NotNull @Valid NewInstance instance) {
        Registration registration = instance.registration();
        audit.about(
                "instance %s at %s:%d"
                        .formatted(
                                registration.instanceName(),
                                registration.host(),
                                registration.port()));
        hosts.refusal(registration.host(), registration.port())
                .ifPresent(refusal -> {
                    throw Problems.badRequest(refusal.field(), refusal.reason());
                });
        boolean isNew = instances.register(registration);
        return Response.status(Response.Status.CREATED)
                .entity(
                        new Message(
                                isNew
                                        ? "New instance inserted successfully"
                                        : "Instance updated successfully"))
                .build();
    }

    /** The registered instances, without their passwords. */
    @GET
    @Path("/list_instances")
    @RolesAllowed(Roles.VIEWER)
    public InstanceList list() {
        return new InstanceList(instances.list().stream().map(InstanceView::of).toList());
    }

    /** Takes an instance out of the registry; what was recorded of it stays until it is too old. */
    @DELETE
    @Path("/delete_instance")
    @RolesAllowed(Roles.ADMIN)
    public Message delete(@RestQuery("instance_name") @NotBlank String instanceName) {
        if (!instances.delete(instanceName)) {
            throw Problems.notFound(
                    "No instance is named '%s'. /api/instance_setup/list_instances lists them."
                            .formatted(instanceName));
        }
        return new Message("Instance deleted successfully");
    }
}
