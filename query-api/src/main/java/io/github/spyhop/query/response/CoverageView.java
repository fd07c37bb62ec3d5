package io.github.spyhop.query.response;

import io.github.spyhop.query.read.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * What the wire showed of a server beside what the server counted itself.
 *
 * @param instance absent of an address that no instance is registered with
 * @param server the address, as clients dial it; several, separated by commas, where the name stood
 *     for more
 * @param wire what the wire showed; absent, if no probe saw the server
 * @param inside what the server counted; absent, if no collector asks it
 */
public record CoverageView(
        @Nullable String instance,
        String server,
        Coverage.@Nullable OnWire wire,
        Coverage.@Nullable Inside inside) {}
