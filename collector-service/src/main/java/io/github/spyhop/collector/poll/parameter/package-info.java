/** How a server is set. */
@NullMarked
package io.github.spyhop.collector.poll.parameter;

import org.jspecify.annotations.NullMarked;
