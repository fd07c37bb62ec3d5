/** Turns what the servers tell into what is kept: pure functions and what they remember. */
@NullMarked
package io.github.spyhop.collector.normalise;

import org.jspecify.annotations.NullMarked;
