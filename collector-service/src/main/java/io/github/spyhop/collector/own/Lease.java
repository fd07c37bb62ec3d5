package io.github.spyhop.collector.own;

/**
 * The right to poll an instance.
 *
 * @param token grows each time the right changes hands; a write that names an old one is refused
 */
public record Lease(String instance, String owner, long token) {}
