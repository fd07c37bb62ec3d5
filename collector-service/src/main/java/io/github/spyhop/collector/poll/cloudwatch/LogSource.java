package io.github.spyhop.collector.poll.cloudwatch;

/** A stream of a slow log. */
public record LogSource(String group, String stream, String instance) {}
