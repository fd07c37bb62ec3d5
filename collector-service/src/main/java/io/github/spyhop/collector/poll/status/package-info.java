/** Reads status variables. */
@NullMarked
package io.github.spyhop.collector.poll.status;

import org.jspecify.annotations.NullMarked;
