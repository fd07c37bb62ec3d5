package io.github.spyhop.collector.discover;

import io.github.spyhop.model.instance.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * An instance to watch, with the login to use.
 *
 * @param name the instance's name in the registry, unique
 * @param schema the schema that connections start in
 * @param cluster the cluster that it belongs to, if any
 */
public record Target(
        String name,
        Endpoint endpoint,
        String user,
        String password,
        String schema,
        @Nullable String cluster) {

    /** Without the password. */
    @Override
    public String toString() {
        return name + " at " + endpoint;
    }
}
