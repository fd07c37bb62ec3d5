/** Reads what Aurora adds: the members of a cluster. */
@NullMarked
package io.github.spyhop.collector.poll.aurora;

import org.jspecify.annotations.NullMarked;
