package io.github.spyhop.query.response;

/**
 * A sentence that says what was done.
 *
 * @param message such as {@code Instance deleted successfully}
 */
public record Message(String message) {}
