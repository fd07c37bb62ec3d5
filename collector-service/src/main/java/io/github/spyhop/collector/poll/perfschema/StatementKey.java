package io.github.spyhop.collector.poll.perfschema;

/**
 * Tells a statement from every other of the same run of a server.
 *
 * @param threadId performance_schema's, which is not used again, unlike a connection's id
 * @param eventId grows within a thread
 */
public record StatementKey(long threadId, long eventId) {}
