/** Says whether the collector can do its work. */
@NullMarked
package io.github.spyhop.collector.health;

import org.jspecify.annotations.NullMarked;
