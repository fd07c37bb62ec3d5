/** Whether the node is alive and ready. */
@NullMarked
package io.github.spyhop.probe.health;

import org.jspecify.annotations.NullMarked;
