/** Asks for the plans of slow statements: bounded, never executing, never of a cut text. */
@NullMarked
package io.github.spyhop.collector.explain;

import org.jspecify.annotations.NullMarked;
