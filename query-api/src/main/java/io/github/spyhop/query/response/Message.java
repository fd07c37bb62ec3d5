package io.github.spyhop.query.response;

/** A sentence that says what was done. */
public record Message(String message) {}
