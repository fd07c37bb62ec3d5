package io.github.spyhop.query.endpoint.rest;

import io.github.spyhop.model.store.InstanceDocument;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.read.Instances;
import io.github.spyhop.query.read.StorageHistory;
import io.github.spyhop.query.response.StorageView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The sizes of servers, schemas and tables, and the use of indexes. */
@Path("/api/v1/storage")
@RolesAllowed(Roles.VIEWER)
public class StorageResource {

    private final StorageHistory storage;
    private final Instances instances;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    StorageResource(StorageHistory storage, Instances instances, Scopes scopes) {
        this.storage = storage;
        this.instances = instances;
        this.scopes = scopes;
    }

    /** The size of each instance, as it was measured last. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    public List<StorageView> sizes(@RestQuery Optional<String> instance) {
        Stream<String> names =
                instance.map(name -> Stream.of(scopes.named(name)))
                        .orElseGet(() -> instances.all().stream())
                        .map(InstanceDocument::instanceName);
        return names.flatMap(name -> storage.newest(name).stream())
                .map(size -> StorageView.of(size, storage.dayBefore(size.instance(), size.at())))
                .toList();
    }

    /** The sizes over time, the oldest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/series")
    public List<StorageHistory.Size> series(
            @RestQuery @DefaultValue("now-7d") String from,
            @RestQuery @DefaultValue("now") String to,
            @RestQuery Optional<String> instance) {
        return storage.series(TimeRanges.parse(from, to, clock), scopes.name(instance));
    }

    /** The schemas of an instance. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/schemas")
    public List<StorageHistory.SchemaSize> schemas(@RestQuery @NotBlank String instance) {
        return partsOf(instance).map(StorageHistory.Parts::schemas).orElse(List.of());
    }

    /** The largest tables of an instance. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/tables")
    public List<StorageHistory.TableSize> tables(@RestQuery @NotBlank String instance) {
        return partsOf(instance).map(StorageHistory.Parts::tables).orElse(List.of());
    }

    /**
     * The indexes of an instance that are not used, not needed, or used the most.
     *
     * @param kind {@code unused}, {@code duplicate} or {@code busy}; without, all
     */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.VIEWER_OF_INSTANCES})
    @Path("/indexes")
    public List<StorageView.Index> indexes(
            @RestQuery @NotBlank String instance,
            @RestQuery @Pattern(regexp = "unused|duplicate|busy") @Nullable String kind) {
        return partsOf(instance)
                .map(parts -> StorageView.Index.of(parts, Optional.ofNullable(kind)))
                .orElse(List.of());
    }

    private Optional<StorageHistory.Parts> partsOf(String instance) {
        return storage.parts(scopes.named(instance).instanceName());
    }
}
