/** Keeps what was found; every write of a replica that no longer polls the instance is refused. */
@NullMarked
package io.github.spyhop.collector.store;

import org.jspecify.annotations.NullMarked;
