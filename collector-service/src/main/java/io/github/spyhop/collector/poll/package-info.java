/** Asks the servers. */
@NullMarked
package io.github.spyhop.collector.poll;

import org.jspecify.annotations.NullMarked;
