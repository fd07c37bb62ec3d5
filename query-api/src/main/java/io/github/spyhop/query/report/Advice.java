package io.github.spyhop.query.report;

/**
 * Something to look at.
 *
 * @param severity {@code high}, {@code medium} or {@code low}
 * @param finding what is so
 * @param evidence the figures behind it
 * @param remedy what to do first
 */
public record Advice(String severity, String finding, String evidence, String remedy) {}
