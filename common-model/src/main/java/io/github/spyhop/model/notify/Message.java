package io.github.spyhop.model.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is to be told.
 *
 * @param title one line
 * @param text the rest, as plain text
 * @param json the same for programs
 */
public record Message(String title, String text, ObjectNode json) {}
