/** The commands behind {@code ./spyhop}. */
@NullMarked
package io.github.spyhop.cli;

import org.jspecify.annotations.NullMarked;
