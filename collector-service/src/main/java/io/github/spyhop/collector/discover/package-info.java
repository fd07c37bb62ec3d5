/** Reads the registry of instances: which servers are to be watched, and how to log in. */
@NullMarked
package io.github.spyhop.collector.discover;

import org.jspecify.annotations.NullMarked;
