/** Reads replication channels. */
@NullMarked
package io.github.spyhop.collector.poll.replication;

import org.jspecify.annotations.NullMarked;
