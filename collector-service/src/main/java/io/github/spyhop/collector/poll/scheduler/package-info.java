/** Reads the EVENT scheduler and what its EVENTs did. */
@NullMarked
package io.github.spyhop.collector.poll.scheduler;

import org.jspecify.annotations.NullMarked;
