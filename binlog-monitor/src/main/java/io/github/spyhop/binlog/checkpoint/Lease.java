package io.github.spyhop.binlog.checkpoint;

/**
 * The right to publish a source, until it runs out or another takes it.
 *
 * @param epoch grows with each owner: what an earlier one writes is refused
 */
public record Lease(String source, String owner, long epoch) {}
