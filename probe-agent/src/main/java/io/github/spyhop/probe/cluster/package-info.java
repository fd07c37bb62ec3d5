/** Which nodes are there, and which of them is the master. */
@NullMarked
package io.github.spyhop.probe.cluster;

import org.jspecify.annotations.NullMarked;
