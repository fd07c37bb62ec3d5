/** Brings windows to the store: the node's own, and for a master those of the other nodes. */
@NullMarked
package io.github.spyhop.probe.collect;

import org.jspecify.annotations.NullMarked;
