/** The life of a source: waiting for its lease, running, trying again, stopped by a fault. */
@NullMarked
package io.github.spyhop.binlog.source;

import org.jspecify.annotations.NullMarked;
