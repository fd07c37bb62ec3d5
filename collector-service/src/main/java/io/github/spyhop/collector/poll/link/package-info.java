/** The connections to a watched server: bounded, timed, marked as the collector's own. */
@NullMarked
package io.github.spyhop.collector.poll.link;

import org.jspecify.annotations.NullMarked;
