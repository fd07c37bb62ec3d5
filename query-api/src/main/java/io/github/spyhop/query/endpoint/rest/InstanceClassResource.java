package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What the classes of RDS instances have, from the list that comes with the service. */
@Path("/api/rds/instance_class")
@RolesAllowed(Roles.VIEWER)
public class InstanceClassResource {

    private static final List<InstanceClass> CLASSES = read();

    /**
     * A class.
     *
     * @param name such as {@code db.r6g.2xlarge}
     * @param spec what it has
     */
    public record InstanceClass(@JsonProperty("instance_class") String name, Spec spec) {}

    /**
     * What a class has.
     *
     * @param cpus the number of virtual CPUs
     * @param memoryGib memory in GiB
     */
    public record Spec(@JsonProperty("vCPU") int cpus, @JsonProperty("RAM") double memoryGib) {}

    /** The classes by family and size. */
    @GET
    public List<InstanceClass> instanceClasses() {
        return CLASSES;
    }

    private static List<InstanceClass> read() {
        try (InputStream file =
                InstanceClassResource.class.getResourceAsStream("/instance-classes.csv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .map(cells ->
                            new InstanceClass(
                                    cells[0],
                                    new Spec(
                                            Integer.parseInt(cells[1]),
                                            Double.parseDouble(cells[2]))))
                    .toList();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
