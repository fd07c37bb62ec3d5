/** Reads the sizes of schemas, tables and indexes and how these are used. */
@NullMarked
package io.github.spyhop.collector.poll.storage;

import org.jspecify.annotations.NullMarked;
