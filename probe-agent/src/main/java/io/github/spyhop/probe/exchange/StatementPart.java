package io.github.spyhop.probe.exchange;

import io.github.spyhop.probe.digest.Family;
import org.jspecify.annotations.Nullable;

/**
 * A further statement of a text with several.
 *
 * @param schemaAsked the schema that it switches to, if it is a USE
 * @param from where it begins in the command's payload
 * @param to where it ends
 */
record StatementPart(Family family, @Nullable String schemaAsked, int from, int to) {}
