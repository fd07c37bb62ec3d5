/** Rolls windows up to minutes, hours and days as they arrive. */
@NullMarked
package io.github.spyhop.query.rollup;

import org.jspecify.annotations.NullMarked;
