/** Keeps the node's windows until someone says that they are stored. */
@NullMarked
package io.github.spyhop.probe.outbox;

import org.jspecify.annotations.NullMarked;
