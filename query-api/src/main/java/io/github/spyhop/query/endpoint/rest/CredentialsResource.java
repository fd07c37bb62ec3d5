package io.github.spyhop.query.endpoint.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spyhop.query.access.Roles;
import io.github.spyhop.query.query.RotateKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The stored credentials as a whole; none of them is ever shown. */
@Path("/api/v1/credentials")
@RolesAllowed(Roles.ADMIN)
public class CredentialsResource {

    private final RotateKeys keys;

    CredentialsResource(RotateKeys keys) {
        this.keys = keys;
    }

    /**
     * What a rotation did; {@code next} says what remains to be done.
     *
     * @param dryRun whether nothing was written
     * @param current how many the first key had encrypted already
     * @param rotated how many it has now, or would have after a dry run
     * @param changed how many somebody else changed meanwhile: to be looked at again
     * @param unreadable the names of those that no key opens; they stay as they are
     * @param next what remains to be done
     */
    public record RotationResult(
            @JsonProperty("dry_run") boolean dryRun,
            int current,
            int rotated,
            int changed,
            List<String> unreadable,
            String next) {

        public RotationResult {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Encrypts all credentials with the first key of {@code AES_KEY}.
     *
     * @param dryRun whether only to say what would be done
     */
    @POST
    @Path("/rotate")
    public RotationResult rotate(@RestQuery("dry_run") @DefaultValue("false") boolean dryRun) {
        RotateKeys.Rotation done = keys.rotate(dryRun);
        return new RotationResult(
                dryRun,
                done.current(),
                done.rotated(),
                done.changed(),
                done.unreadable(),
                nextAfter(dryRun, done));
    }

    private static String nextAfter(boolean dryRun, RotateKeys.Rotation done) {
        if (!done.unreadable().isEmpty()) {
            return "Add the key of the unreadable ones to AES_KEY, or register these again.";
        }
        if (dryRun || done.changed() > 0) {
            return "Rotate once more, without dry_run.";
        }
        return "All are encrypted with the first key: the others may be taken out of AES_KEY of every service.";
    }
}
