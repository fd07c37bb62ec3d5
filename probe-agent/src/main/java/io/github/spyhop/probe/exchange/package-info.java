/** Statements with their responses, in the session that they belong to. */
@NullMarked
package io.github.spyhop.probe.exchange;

import org.jspecify.annotations.NullMarked;
